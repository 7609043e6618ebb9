namespace Pipeline.Bundles.Tests;

public sealed class OnnxWalkTests
{
    [Fact]
    public void Summary_says_what_is_in_the_model()
    {
        var sample = new OnnxSample();
        sample.Metadata["pipeline.card"] = "{}";
        OnnxSummary summary = OnnxWalk.Check(sample.ToArray());
        Assert.Equal(8, summary.IrVersion);
        Assert.Equal(17, summary.Opset);
        Assert.Equal("sample", summary.Producer);
        Assert.Equal("1.0", summary.ProducerVersion);
        Assert.Equal("sample", summary.GraphName);
        Assert.Equal("image Float [n, 1, h, w]", Assert.Single(summary.Inputs).ToString());
        Assert.Equal("logits Float [n, 4, h2, w2]", Assert.Single(summary.Outputs).ToString());
        Assert.Equal([4, 1, 3, 3], summary.Initialisers[0].Dims);
        Assert.Equal(36 + 4, summary.Parameters);
        Assert.Equal(3, summary.Nodes);
        Assert.Equal(["Conv", "Relu", "Resize"], summary.Operators.Keys);
        Assert.Equal("{}", summary.Metadata["pipeline.card"]);
    }

    [Fact]
    public void Input_that_has_an_initialiser_is_not_asked_of_the_caller()
    {
        var sample = new OnnxSample { IrVersion = 3 };
        sample.Inputs.Add(OnnxSample.Value("weight", 4, 1, 3, 3));
        Assert.Equal("image", Assert.Single(OnnxWalk.Check(sample.ToArray()).Inputs).Name);
    }

    [Fact]
    public void Sizes_may_come_from_a_constant_node()
    {
        var sample = new OnnxSample();
        sample.Nodes.Insert(0, OnnxSample.Node("Constant", "c", [], ["sizes"], OnnxSample.TensorAttribute("value", OnnxSample.Longs("", 1, 4, 32, 32))));
        sample.Nodes[^1] = OnnxSample.Node("Resize", "up", ["b", "", "", "sizes"], ["logits"]);
        Assert.Equal(4, OnnxWalk.Check(sample.ToArray()).Nodes);
    }

    [Fact]
    public void Sizes_may_be_computed_from_shapes_with_constants()
    {
        var sample = new OnnxSample();
        sample.Initialisers.Add(OnnxSample.Longs("two", 2));
        sample.Initialisers.Add(OnnxSample.Longs("nine", 9));
        sample.Initialisers.Add(OnnxSample.Tensor("row", [], 7).Varint(7, 2));
        sample.Initialisers.Add(OnnxSample.Tensor("zero", [], 7).Varint(7, 0));
        sample.Initialisers.Add(OnnxSample.Tensor("one", [], 7).Varint(7, 1));
        sample.Nodes.RemoveAt(2);
        foreach ((string type, string[] inputs, string output) in new (string, string[], string)[]
        {
            ("Shape", ["b"], "shape"),
            ("Gather", ["shape", "row"], "height"),
            ("Range", ["zero", "height", "one"], "rows"), // 0, 1, …, height − 1
            ("Unsqueeze", ["height", "two"], "list"),
            ("Mul", ["list", "nine"], "stacked"),
            ("Sub", ["stacked", "two"], "less"),
            ("Div", ["less", "two"], "half"),
            ("Concat", ["nine", "half"], "target"),
            ("Expand", ["rows", "target"], "plane"), // [9, (9·height − 2) / 2]
            ("Slice", ["shape", "zero", "two"], "front"),
            ("Concat", ["front", "stacked", "stacked"], "sizes"),
            ("Identity", ["sizes"], "same"),
        })
        {
            sample.Nodes.Add(OnnxSample.Node(type, "", inputs, [output]));
        }
        sample.Nodes.Add(OnnxSample.Node("Resize", "up", ["b", "", "", "same"], ["logits"]));
        Assert.Equal(15, OnnxWalk.Check(sample.ToArray()).Nodes);
        AssertRule("bounds", sample.ToArray(), new OnnxPolicy { MaxScale = 8 });
    }

    [Fact]
    public void Operators_that_segmentation_networks_need_are_accepted() => Assert.Subset(
        OnnxPolicy.Default.Operators.ToHashSet(StringComparer.Ordinal),
        ("Conv ConvTranspose BatchNormalization InstanceNormalization GroupNormalization LayerNormalization Relu LeakyRelu PRelu Elu Gelu Erf Sigmoid Tanh "
        + "HardSigmoid Softplus Softmax LogSoftmax Clip MaxPool AveragePool GlobalAveragePool GlobalMaxPool Resize GridSample DeformConv Concat Add Sub Mul "
        + "Div Max Min Abs Sqrt Exp Log Pow Greater Equal Less Where Cast Gemm MatMul Pad Slice Split Reshape Transpose Flatten Squeeze Unsqueeze Expand "
        + "ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL2 ArgMax Shape Gather Range CumSum DepthToSpace Identity Constant")
        .Split(' ').ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Tensors_may_keep_their_numbers_in_any_form_of_the_format()
    {
        var sample = new OnnxSample();
        sample.Initialisers.Add(OnnxSample.Longs("packed_int64", 1, 2, 3));
        sample.Initialisers.Add(OnnxSample.Tensor("single_float", [2], 1).Fixed32(4, 1).Fixed32(4, 2));
        sample.Initialisers.Add(OnnxSample.Tensor("packed_float", [2], 1).Bytes(4, new byte[8]));
        sample.Initialisers.Add(OnnxSample.Tensor("half_as_int32", [3], 10).Varint(5, 1).Varint(5, 2).Varint(5, 3));
        sample.Initialisers.Add(OnnxSample.Tensor("packed_double", [2], 11).Bytes(10, new byte[16]));
        sample.Initialisers.Add(OnnxSample.Tensor("empty", [0], 1));
        sample.Initialisers.Add(OnnxSample.Tensor("scalar", [], 6).Varint(5, -1));
        sample.Initialisers.Add(new Proto().Bytes(1, [2, 1]).Varint(2, 2).Text(8, "packed_dims").Bytes(9, [1, 2]));
        Assert.Equal([3L, 2, 2, 3, 2, 0, 1, 2], OnnxWalk.Check(sample.ToArray()).Initialisers.Skip(2).Select(i => i.Elements));
    }

    [Fact]
    public void Limits_are_the_policys()
    {
        byte[] model = new OnnxSample().ToArray();
        AssertRule("size", model, new OnnxPolicy { MaxBytes = model.Length - 1 });
        AssertRule("nodes", model, new OnnxPolicy { MaxNodes = 2 });
        AssertRule("initialisers", model, new OnnxPolicy { MaxInitialisers = 1 });
        AssertRule("shape", model, new OnnxPolicy { MaxElements = 35 });
        AssertRule("opset", model, new OnnxPolicy { MaxOpset = 16 });
        AssertRule("ir-version", model, new OnnxPolicy { MaxIrVersion = 7 });
        AssertRule("operator", model, new OnnxPolicy { Operators = new HashSet<string>(["Conv"], StringComparer.Ordinal) });
        AssertRule("bounds", model, new OnnxPolicy { MaxScale = 1 });
        OnnxWalk.Check(model, new OnnxPolicy { MaxBytes = model.Length, MaxNodes = 3, MaxInitialisers = 2, MaxElements = 36, MaxScale = 2 });
    }

    [Fact]
    public void Another_domain_is_accepted_when_the_policy_names_it()
    {
        var sample = new OnnxSample();
        sample.Opsets.Add(("com.microsoft", 1));
        sample.Nodes[1] = OnnxSample.Node("Gelu", "g", ["a"], ["b"]).Text(7, "com.microsoft");
        AssertRule("domain", sample.ToArray(), OnnxPolicy.Default);
        OnnxSummary summary = OnnxWalk.Check(
            sample.ToArray(), new OnnxPolicy { Domains = new HashSet<string>(["", "com.microsoft"], StringComparer.Ordinal) });
        Assert.Equal(1, summary.Opsets["com.microsoft"]);
    }

    private static void AssertRule(string rule, byte[] model, OnnxPolicy policy) =>
        Assert.Equal(rule, Assert.Throws<BundleException>(() => OnnxWalk.Check(model, policy)).Rule);
}
