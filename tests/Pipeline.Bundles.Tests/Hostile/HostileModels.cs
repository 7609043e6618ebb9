using System.Text;

namespace Pipeline.Bundles.Tests;

/// <summary>One crafted model per idea; the id is the attack's in the field's advisories where there is one.</summary>
internal static class HostileModels
{
    private static readonly byte[] TenTimesFf = [.. Enumerable.Repeat((byte)0xFF, 10)];

    /// <summary>Name, expected rule, model.</summary>
    public static IReadOnlyList<(string Name, string Rule, Func<byte[]> Model)> All { get; } =
    [
        ("O1 external data outside the folder", "external-data", () => Weight(External("../../etc/passwd"))),
        ("O2 external data by a detour", "external-data", () => Weight(External("a/../../x"))),
        ("O2 external data absolute", "external-data", () => Weight(External("/etc/passwd"))),
        ("O3 external data beside the model", "external-data", () => Weight(External("weights.bin"))),
        ("O3 external data as a raw pointer", "external-data", () => Weight(External("*/_ORT_MEM_ADDR_/*"))),
        ("O4 unknown external key", "external-data", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Message(13, OnnxSample.Entry("nbytes", "99999999999")).Bytes(9, new byte[144]))),
        ("O4 data location external without entries", "external-data", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Varint(14, 1).Bytes(9, new byte[144]))),
        ("O4 data location unknown", "external-data", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Varint(14, 7).Bytes(9, new byte[144]))),
        ("O1 external data in an attribute", "external-data", () => Constant(OnnxSample.TensorAttribute("value", External("../x")))),
        ("O5 sparse initialiser", "sparse", () => Graph(s => s.GraphMore.Message(15, new Proto()))),
        ("O5 sparse attribute", "sparse", () => Constant(new Proto().Text(1, "sparse_value").Varint(20, 11).Message(22, new Proto().Message(1, External("../x"))))),
        ("O5 sparse attribute list", "sparse", () => Constant(new Proto().Text(1, "sparse_value").Varint(20, 12).Message(23, new Proto()))),
        ("O6 input without type", "type", () => Graph(s => s.Inputs[0] = new Proto().Text(1, "image"))),
        ("O6 input without shape", "type", () => Graph(s => s.Inputs[0] = new Proto().Text(1, "image").Message(2, new Proto().Message(1, new Proto().Varint(1, 1))))),
        ("O6 input of empty type", "type", () => Graph(s => s.Inputs[0] = new Proto().Text(1, "image").Message(2, new Proto()))),
        ("O6 output without type", "type", () => Graph(s => s.Outputs[0] = new Proto().Text(1, "logits"))),
        ("O6 node without inputs", "inputs", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "relu", [], ["b"]))),
        ("O6 node with an empty input", "inputs", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "relu", [""], ["b"]))),
        ("node without outputs", "outputs", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "relu", ["a"], []))),
        ("node that reads what comes later", "inputs", () => Graph(s => s.Nodes.Reverse())),
        ("node that reads itself", "inputs", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "relu", ["b"], ["b"]))),
        ("output made by no node", "outputs", () => Graph(s => s.Outputs[0] = OnnxSample.Value("nothing", 1))),
        ("no output", "outputs", () => Graph(s => s.Outputs.Clear())),
        ("sequence input", "type", () => Graph(s => s.Inputs[0] = new Proto().Text(1, "image").Message(2, new Proto().Message(4, new Proto())))),

        ("Loop", "operator", () => Operator("Loop")),
        ("Scan", "operator", () => Operator("Scan")),
        ("If", "operator", () => Operator("If")),
        ("SequenceMap", "operator", () => Operator("SequenceMap")),
        ("random operator", "operator", () => Operator("RandomNormal")),
        ("operator that no standard has", "operator", () => Operator("Exec")),
        ("operator in other case", "operator", () => Operator("relu")),
        ("operator without name", "operator", () => Operator("")),
        ("Loop with a body", "sub-graph", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Loop", "l", ["a"], ["b"], new Proto().Text(1, "body").Varint(20, 5).Message(6, new Proto())))),
        ("graph hidden in an accepted operator", "sub-graph", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "l", ["a"], ["b"], new Proto().Text(1, "x").Varint(20, 10).Message(11, new Proto())))),
        ("graphs nested a thousand deep", "sub-graph", DeepGraphs),
        ("types nested a thousand deep", "type", DeepTypes),
        ("unknown domain imported", "domain", () => Graph(s => s.Opsets.Add(("evil", 1)))),
        ("unknown domain on a node", "domain", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "r", ["a"], ["b"]).Text(7, "evil"))),
        ("functions", "functions", () => Graph(s => s.ModelMore.Message(25, new Proto().Text(1, "Relu")))),
        ("training info", "training-info", () => Graph(s => s.ModelMore.Message(20, new Proto()))),
        ("device configuration", "unknown-field", () => Graph(s => s.ModelMore.Message(26, new Proto()))),
        ("unknown field of the model", "unknown-field", () => Graph(s => s.ModelMore.Varint(500, 1))),
        ("unknown field of the graph", "unknown-field", () => Graph(s => s.GraphMore.Varint(500, 1))),
        ("quantisation annotation", "unknown-field", () => Graph(s => s.GraphMore.Message(14, new Proto()))),

        ("ir version 2", "ir-version", () => Graph(s => s.IrVersion = 2)),
        ("ir version 11", "ir-version", () => Graph(s => s.IrVersion = 11)),
        ("ir version negative", "ir-version", () => Graph(s => s.IrVersion = -1)),
        ("opset 12", "opset", () => Graph(s => s.Opsets[0] = ("", 12))),
        ("opset 23", "opset", () => Graph(s => s.Opsets[0] = ("", 23))),
        ("opset huge", "opset", () => Graph(s => s.Opsets[0] = ("", long.MaxValue))),
        ("no opset", "opset", () => Graph(s => s.Opsets.Clear())),
        ("two opsets of one domain", "opset", () => Graph(s => s.Opsets.Add(("ai.onnx", 13)))),
        ("no graph", "graph", () => new Proto().Varint(1, 8).Message(8, new Proto().Varint(2, 17)).ToArray()),
        ("two graphs that protobuf would merge", "wire", () => Graph(s => s.ModelMore.Message(7, new Proto()))),
        ("two data types", "wire", () => Weight(OnnxSample.Floats("weight", [4, 1, 3, 3], new float[36]).Varint(2, 8))),

        ("negative dim", "shape", () => Weight(OnnxSample.Tensor("weight", [-4, -9], 1).Bytes(9, new byte[144]))),
        ("dims whose product overflows to the right length", "shape", () => Weight(OnnxSample.Tensor("weight", [1L << 32, 1L << 32], 1))),
        ("dims whose product is zero after an overflow", "shape", () => Weight(OnnxSample.Tensor("weight", [0, long.MaxValue], 1))),
        ("2^40 elements", "shape", () => Weight(OnnxSample.Tensor("weight", [1L << 40], 1))),
        ("nine axes", "shape", () => Weight(OnnxSample.Tensor("weight", [1, 1, 1, 1, 1, 1, 1, 1, 1], 1).Bytes(9, new byte[4]))),
        ("payload shorter than the shape", "payload", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Bytes(9, new byte[143]))),
        ("payload longer than the shape", "payload", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Bytes(9, new byte[148]))),
        ("no payload", "payload", () => Weight(OnnxSample.Tensor("weight", [4, 1, 3, 3], 1))),
        ("payload twice", "payload", () => Weight(OnnxSample.Floats("weight", [4, 1, 3, 3], new float[36]).Bytes(4, new byte[144]))),
        ("payload in the list of another type", "payload", () => Weight(OnnxSample.Tensor("weight", [2], 1).Varint(7, 1).Varint(7, 2))),
        ("payload in two lists", "payload", () => Weight(OnnxSample.Tensor("weight", [2], 7).Varint(7, 1).Varint(5, 2))),
        ("float list of seven bytes", "payload", () => Weight(OnnxSample.Tensor("weight", [2], 1).Bytes(4, new byte[7]))),
        ("string tensor", "unknown-field", () => Weight(OnnxSample.Tensor("weight", [1], 8).Text(6, "x"))),
        ("element type of strings", "type", () => Weight(OnnxSample.Tensor("weight", [0], 8))),
        ("element type that only fits after a cut to 32 bits", "wire", () => Weight(new Proto().Varint(1, 1).Varint(2, (1L << 32) + 1).Text(8, "weight").Bytes(9, new byte[4]))),
        ("segmented tensor", "unknown-field", () => Weight(OnnxSample.Floats("weight", [4, 1, 3, 3], new float[36]).Message(3, new Proto()))),
        ("axis of an input negative", "shape", () => Graph(s => s.Inputs[0] = OnnxSample.Value("image", 1, 1, -1, 8))),
        ("axis of an input with size and name", "shape", () => Graph(s => s.Inputs[0] = new Proto().Text(1, "image").Message(2, new Proto().Message(1, new Proto().Varint(1, 1).Message(2, new Proto().Message(1, new Proto().Varint(1, 1).Text(2, "n"))))))),

        ("name twice among initialisers", "names", () => Graph(s => s.Initialisers.Add(OnnxSample.Floats("weight", [1], [1])))),
        ("name twice among inputs", "names", () => Graph(s => s.Inputs.Add(s.Inputs[0]))),
        ("name twice among nodes", "names", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "conv", ["a"], ["b"]))),
        ("node output over an initialiser", "names", () => Graph(s => s.Nodes[1] = OnnxSample.Node("Relu", "r", ["a"], ["weight"]))),
        ("attribute twice", "names", () => Graph(s => s.Nodes[0] = OnnxSample.Node("Conv", "conv", ["image", "weight"], ["a"], OnnxSample.Ints("pads", 1), OnnxSample.Ints("pads", 1)))),
        ("initialiser without name", "names", () => Graph(s => s.Initialisers.Add(OnnxSample.Floats("", [1], [1])))),
        ("name of 513 bytes", "text", () => Graph(s => s.Initialisers.Add(OnnxSample.Floats(new string('x', 513), [1], [1])))),
        ("name of invalid UTF-8", "text", () => Graph(s => s.Initialisers.Add(new Proto().Varint(1, 1).Varint(2, 1).Bytes(8, [0xC3, 0x28]).Bytes(9, new byte[4])))),
        ("name with NUL", "text", () => Graph(s => s.Initialisers.Add(OnnxSample.Floats("a\0b", [1], [1])))),
        ("metadata key twice", "metadata", () => Graph(s => s.ModelMore.Message(14, OnnxSample.Entry("k", "1")).Message(14, OnnxSample.Entry("k", "2")))),
        ("metadata value of 2 MB", "text", () => Graph(s => s.Metadata["k"] = new string('x', 2 << 20))),

        ("Resize by 1e5", "bounds", () => Graph(s => s.Initialisers[1] = OnnxSample.Floats("scales", [4], [1, 1, 1e5f, 1]))),
        ("Resize by NaN", "bounds", () => Graph(s => s.Initialisers[1] = OnnxSample.Floats("scales", [4], [1, 1, float.NaN, 1]))),
        ("Resize by infinity", "bounds", () => Graph(s => s.Initialisers[1] = OnnxSample.Floats("scales", [4], [1, 1, float.PositiveInfinity, 1]))),
        ("Resize by less than 0", "bounds", () => Graph(s => s.Initialisers[1] = OnnxSample.Floats("scales", [4], [1, 1, -2, 1]))),
        ("Resize by a computed scale", "bounds", () => Graph(s => s.Nodes[2] = OnnxSample.Node("Resize", "up", ["b", "", "a"], ["logits"]))),
        ("Tile by 2^21", "bounds", () => Sized("Tile", "b", OnnxSample.Longs("sizes", 1, 1, 1L << 21, 1))),
        ("Tile by a negative number", "bounds", () => Sized("Tile", "b", OnnxSample.Longs("sizes", 1, 1, -1, 1))),
        ("Expand to 2^36 elements", "bounds", () => Sized("Expand", "b", OnnxSample.Longs("sizes", 1, 16384, 16384, 256))),
        ("Pad by 2^62", "bounds", () => Sized("Pad", "b", OnnxSample.Longs("sizes", 1L << 62, 0, 0, 0))),
        ("ConstantOfShape of 2^36", "bounds", () => Graph(s =>
        {
            s.Initialisers.Add(OnnxSample.Longs("sizes", 1L << 36));
            s.Nodes[2] = OnnxSample.Node("ConstantOfShape", "c", ["sizes"], ["logits"]);
        })),
        ("Range to 2^40", "bounds", () => Range(OnnxSample.Longs("limit", 1L << 40), OnnxSample.Longs("delta", 1))),
        ("Range by 1e-9", "bounds", () => Range(OnnxSample.Floats("limit", [1], [16]), OnnxSample.Floats("delta", [1], [1e-9f]))),
        ("Range by 0", "bounds", () => Range(OnnxSample.Longs("limit", 16), OnnxSample.Longs("delta", 0))),
        ("Range by NaN", "bounds", () => Range(OnnxSample.Floats("limit", [1], [16]), OnnxSample.Floats("delta", [1], [float.NaN]))),
        ("Range to a value of the image", "bounds", () => Graph(s => s.Nodes.Insert(0, OnnxSample.Node("Range", "r", ["image", "image", "image"], ["k"])))),
        ("Range by a size", "bounds", () => Sizes("Range", ["k"], ("Shape", ["image"], "k"), ("Range", ["k", "k", "k"], "r"))),
        ("Resize to a size that depends on the image", "bounds", () => Sizes("Resize", ["b", "", "", "k"], ("ReduceMax", ["image"], "m"), ("Cast", ["m"], "k"))),
        ("Resize to a size plus a value of the image", "bounds", () => Sizes("Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Add", ["n", "image"], "k"))),
        ("Resize to a size squared", "bounds", () => Sizes("Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Mul", ["n", "n"], "k"))),
        ("Resize to a size squared by way of a product", "bounds", () => Sizes("Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("ReduceProd", ["n"], "k"))),
        ("Resize to 2^20 times a size", "bounds", () => Sizes(
            "Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Mul", ["n", "1024"], "m"), ("Mul", ["1024", "m"], "k"))),
        ("Resize to 2^20 times a size that wraps around to a small one", "bounds", () => Sizes(
            "Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Mul", ["n", "2^62"], "m"), ("Mul", ["m", "1024"], "k"))),
        ("Resize to a size doubled seven times", "bounds", () => Sizes("Resize", ["b", "", "", "k7"], [("Shape", ["image"], "k0"), .. Enumerable.Range(0, 7)
            .Select(i => ("Add", (string[])[$"k{i}", $"k{i}"], $"k{i + 1}"))])),
        ("Resize to a size divided by 0", "bounds", () => Sizes("Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Div", ["n", "0"], "k"))),
        ("Resize to a negative size read as unsigned", "bounds", () => Sizes(
            "Resize", ["b", "", "", "k"], ("Shape", ["image"], "n"), ("Sub", ["n", "1024"], "m"), ("Cast to 12", ["m"], "u"), ("Cast to 7", ["u"], "k"))),
        ("Tile by a size", "bounds", () => Sizes("Tile", ["b", "k"], ("Shape", ["image"], "k"))),
        ("Expand by constants joined to a size", "bounds", () => Sizes(
            "Expand", ["b", "k"], ("Shape", ["image"], "n"), ("Concat", ["n", "1024", "1024", "1024"], "k"))),
        ("Expand to as many axes as a size says", "bounds", () => Sizes("Expand", ["b", "k"], ("Shape", ["image"], "n"), ("ConstantOfShape", ["n"], "k"))),
        ("Expand to a size whose axes were hidden by a broadcast", "bounds", () => Sizes(
            "Expand", ["b", "k"], ("Shape", ["image"], "n"), ("Unsqueeze", ["n", "0"], "row"), ("Add", ["n", "row"], "square"), ("Reshape", ["square", "-1"], "k"))),
        ("Pad by a size times 1024", "bounds", () => Sizes("Pad", ["b", "k"], ("Shape", ["image"], "n"), ("Mul", ["n", "1024"], "k"))),

        ("Conv with negative pads", "bounds", () => Conv(OnnxSample.Ints("pads", -1, 0, 0, 0))),
        ("Conv with huge pads", "bounds", () => Conv(OnnxSample.Ints("pads", int.MaxValue, 0, 0, 0))),
        ("Conv with stride 0", "bounds", () => Conv(OnnxSample.Ints("strides", 0, 1))),
        ("attribute with two values", "attribute", () => Conv(OnnxSample.Ints("pads", 1).Fixed32(2, 1))),
        ("attribute without type", "attribute", () => Conv(new Proto().Text(1, "group").Varint(3, 1))),
        ("attribute of another type than it says", "attribute", () => Conv(new Proto().Text(1, "group").Varint(20, 7).Varint(3, 1))),
        ("attribute that refers to a function's", "unknown-field", () => Conv(new Proto().Text(1, "group").Varint(20, 2).Text(21, "x"))),

        ("empty file", "size", () => []),
        ("text file", "wire", () => Encoding.UTF8.GetBytes("This is not a model.\n")),
        ("one byte", "wire", () => [0x08]),
        ("varint of eleven bytes", "wire", () => new Proto().Tag(1, 0).Raw(TenTimesFf).Raw(1).ToArray()),
        ("varint above 64 bits", "wire", () => new Proto().Tag(1, 0).Raw([.. TenTimesFf[..9], 0x02]).ToArray()),
        ("length beyond the file", "wire", () => new Proto().Varint(1, 8).Tag(7, 2).Number(1 << 20).Raw(0).ToArray()),
        ("length of 2^63", "wire", () => new Proto().Varint(1, 8).Tag(7, 2).Number(1UL << 63).ToArray()),
        ("length beyond the parent but inside the file", "wire", () => new Proto().Varint(1, 8).Message(7, new Proto().Tag(1, 2).Number(8)).Raw(new byte[16]).ToArray()),
        ("field number 0", "wire", () => new Proto().Tag(0, 0).Raw(1).ToArray()),
        ("field number above 2^29", "wire", () => new Proto().Number((1UL << 40) | 1).ToArray()),
        ("group", "wire", () => new Proto().Varint(1, 8).Tag(9, 3).Tag(9, 4).ToArray()),
        ("wire type 7", "wire", () => new Proto().Tag(1, 7).ToArray()),
        ("text where a message belongs, by wire type", "wire", () => new Proto().Varint(7, 5).ToArray()),
    ];

    private static byte[] Graph(Action<OnnxSample> change)
    {
        var sample = new OnnxSample();
        change(sample);
        return sample.ToArray();
    }

    private static byte[] Weight(Proto tensor) => Graph(s => s.Initialisers[0] = tensor);

    private static byte[] Operator(string name) => Graph(s => s.Nodes[1] = OnnxSample.Node(name, "n", ["a"], ["b"]));

    private static byte[] Conv(Proto attribute) => Graph(s => s.Nodes[0] = OnnxSample.Node("Conv", "conv", ["image", "weight"], ["a"], attribute));

    private static byte[] Constant(Proto attribute) => Graph(s => s.Nodes.Insert(0, OnnxSample.Node("Constant", "c", [], ["k"], attribute)));

    private static byte[] Sized(string type, string input, Proto sizes) => Graph(s =>
    {
        s.Initialisers.Add(sizes);
        s.Nodes[2] = OnnxSample.Node(type, "n", [input, "sizes"], ["logits"]);
    });

    private static byte[] Range(Proto limit, Proto delta) => Graph(s =>
    {
        s.Initialisers.AddRange([OnnxSample.Longs("start", 0), limit, delta]);
        s.Nodes.Add(OnnxSample.Node("Range", "r", ["start", "limit", "delta"], ["k"]));
    });

    /// <summary>Nodes that compute a size from the image, and one that takes it; constants are named by their value.</summary>
    private static byte[] Sizes(string type, string[] inputs, params ReadOnlySpan<(string Type, string[] Inputs, string Output)> nodes)
    {
        var sample = new OnnxSample();
        foreach ((string name, long value) in new[] { ("-1", -1L), ("0", 0), ("1024", 1024), ("2^62", 1L << 62) }) { sample.Initialisers.Add(OnnxSample.Longs(name, value)); }
        sample.Nodes.RemoveAt(2);
        foreach ((string operation, string[] from, string output) in nodes)
        {
            string[] words = operation.Split(" to ");
            sample.Nodes.Add(OnnxSample.Node(words[0], "", from, [output], [.. words.Skip(1).Select(to => new Proto().Text(1, "to").Varint(20, 2).Varint(3, long.Parse(to)))]));
        }
        sample.Nodes.Add(OnnxSample.Node(type, "last", inputs, ["logits"]));
        return sample.ToArray();
    }

    private static Proto External(string location) =>
        OnnxSample.Tensor("weight", [4, 1, 3, 3], 1).Message(13, OnnxSample.Entry("location", location)).Varint(14, 1);

    private static byte[] DeepGraphs()
    {
        var inner = new Proto();
        for (int i = 0; i < 1_000; i++)
        {
            inner = new Proto().Message(1, OnnxSample.Node("If", "", ["a"], ["b"], new Proto().Text(1, "then_branch").Varint(20, 5).Message(6, inner)));
        }
        return new Proto().Varint(1, 8).Message(8, new Proto().Varint(2, 17)).Message(7, inner).ToArray();
    }

    private static byte[] DeepTypes()
    {
        var type = new Proto();
        for (int i = 0; i < 1_000; i++) { type = new Proto().Message(4, new Proto().Message(1, type)); }
        return Graph(s => s.Inputs[0] = new Proto().Text(1, "image").Message(2, type));
    }
}
