namespace Pipeline.Inference.Tests;

/// <summary>The shape that the plan works out for each operator against the one that ONNX Runtime gives.</summary>
public sealed class ShapeRulesTests
{
    private const int N = 2, C = 8, H = 13, W = 10;

    /// <summary>Description, and what it adds to a graph with input [2,8,13,10].</summary>
    private static readonly Dictionary<string, Func<GraphModel, string>> Cases = new(StringComparer.Ordinal)
    {
        ["Conv"] = g => g.Node("Conv", ["image", g.Weights(5, C, 3, 3)], "pads=1,1,1,1"),
        ["Conv, grouped, dilated, strided"] = g => g.Node("Conv", ["image", g.Weights(6, C / 2, 3, 2)], "group=2", "dilations=2,3", "strides=2,3", "pads=0,1,2,1"),
        ["Conv, same"] = g => g.Node("Conv", ["image", g.Weights(5, C, 3, 3)], "auto_pad=SAME_UPPER", "strides=2,2"),
        ["Conv, valid"] = g => g.Node("Conv", ["image", g.Weights(5, C, 4, 3)], "auto_pad=VALID"),
        ["ConvTranspose"] = g => g.Node("ConvTranspose", ["image", g.Weights(C, 3, 2, 2)], "strides=2,2"),
        ["ConvTranspose, grouped, padded"] = g => g.Node("ConvTranspose", ["image", g.Weights(C, 3, 3, 4)], "group=2", "strides=2,3", "pads=1,0,1,1", "output_padding=1,2", "dilations=2,1"),
        ["ConvTranspose, output shape"] = g => g.Node("ConvTranspose", ["image", g.Weights(C, 3, 3, 3)], "strides=2,2", "output_shape=27,20"),
        ["MaxPool"] = g => g.Node("MaxPool", ["image"], "kernel_shape=2,2", "strides=2,2"),
        ["MaxPool, rounded up"] = g => g.Node("MaxPool", ["image"], "kernel_shape=3,3", "strides=2,2", "pads=1,1,1,1", "ceil_mode=1"),
        ["AveragePool"] = g => g.Node("AveragePool", ["image"], "kernel_shape=3,2", "pads=1,0,1,0"),
        ["GlobalAveragePool"] = g => g.Node("GlobalAveragePool", ["image"]),
        ["Resize by scales"] = g => g.Node("Resize", ["image", "", g.Floats([4], [1, 1, 2, 1.5f])], "mode=linear"),
        ["Resize to sizes"] = g => g.Node("Resize", ["image", "", "", g.Longs(N, C, 20, 7)], "mode=nearest"),
        ["Resize to the size of another tensor"] = g =>
        {
            string shape = g.Node("Shape", ["image"]);
            string front = g.Node("Slice", [g.Node("Shape", [g.Node("MaxPool", ["image"], "kernel_shape=2,2", "strides=2,2")]), g.Longs(0), g.Longs(2), g.Longs(0)]);
            string back = g.Node("Slice", [shape, g.Longs(-2), g.Longs(long.MaxValue), g.Longs(0)]);
            return g.Node("Resize", ["image", "", "", g.Node("Concat", [front, g.Node("Mul", [back, g.Longs(2)])], "axis=0")], "mode=linear");
        },
        ["GridSample"] = g => g.Node("GridSample", ["image", g.Weights(N, 5, 7, 2)], "align_corners=1"),
        ["Concat of channels"] = g => g.Node("Concat", ["image", "image", g.Weights(N, 3, H, W)], "axis=1"),
        ["Concat of rows"] = g => g.Node("Concat", ["image", "image"], "axis=-2"),
        ["Slice of columns and rows"] = g => g.Node("Slice", ["image", g.Longs(1, -5), g.Longs(9, long.MaxValue), g.Longs(2, 3), g.Longs(3, 2)]),
        ["Slice backwards"] = g => g.Node("Slice", ["image", g.Longs(-1), g.Longs(long.MinValue), g.Longs(2), g.Longs(-2)]),
        ["Split, equal"] = g => g.Nodes("Split", ["image"], 4, "axis=1")[3],
        ["Split, given"] = g => g.Nodes("Split", ["image", g.Longs(5, 3)], 2, "axis=1")[0],
        ["Pad"] = g => g.Node("Pad", ["image", g.Longs(0, 0, 1, 2, 0, 0, 3, -4)]),
        ["Reshape with 0 and −1"] = g => g.Node("Reshape", ["image", g.Longs(0, 2, -1, H)]),
        ["Flatten"] = g => g.Node("Flatten", ["image"], "axis=2"),
        ["Flatten from the end"] = g => g.Node("Flatten", ["image"], "axis=-1"),
        ["Unsqueeze and Squeeze"] = g => g.Node("Squeeze", [g.Node("Unsqueeze", ["image", g.Longs(0, -1)]), g.Longs(-1)]),
        ["Squeeze of all"] = g => g.Node("Squeeze", [g.Node("GlobalMaxPool", ["image"])]),
        ["Transpose"] = g => g.Node("Transpose", ["image"], "perm=0,2,3,1"),
        ["Transpose, reversed"] = g => g.Node("Transpose", ["image"]),
        ["Expand"] = g => g.Node("Expand", [g.Weights(C, 1, 1), g.Longs(3, 1, 5, 1)]),
        ["Tile"] = g => g.Node("Tile", ["image", g.Longs(1, 2, 1, 3)]),
        ["ReduceMean of the plane"] = g => g.Node("ReduceMean", ["image"], "axes=2,3"),
        ["ReduceMax without keeping"] = g => g.Node("ReduceMax", ["image"], "axes=-1,-2", "keepdims=0"),
        ["ReduceSum by input"] = g => g.Node("ReduceSum", ["image", g.Longs(1)], "keepdims=0"),
        ["ReduceL2 of all"] = g => g.Node("ReduceL2", ["image"], "keepdims=0"),
        ["ReduceSum that does nothing"] = g => g.Node("ReduceSum", ["image"], "noop_with_empty_axes=1"),
        ["ArgMax"] = g => g.Node("Cast", [g.Node("ArgMax", ["image"], "axis=1", "keepdims=0")], "to=1"),
        ["Gather of channels"] = g => g.Node("Gather", ["image", g.Longs(3, 0)], "axis=1"),
        ["Gather of one row"] = g => g.Node("Gather", ["image", g.Long(-1)], "axis=-2"),
        ["DepthToSpace"] = g => g.Node("DepthToSpace", ["image"], "blocksize=2"),
        ["SpaceToDepth"] = g => g.Node("SpaceToDepth", [g.Node("Slice", ["image", g.Longs(0), g.Longs(12), g.Longs(2)])], "blocksize=2"),
        ["Gemm"] = g => g.Node("Gemm", [g.Node("Flatten", [g.Node("GlobalMaxPool", ["image"])]), g.Weights(5, C)], "transB=1"),
        ["MatMul"] = g => g.Node("MatMul", ["image", g.Weights(C, W, 3)]),
        ["MatMul with a vector"] = g => g.Node("MatMul", ["image", g.Weights(W)]),
        ["Einsum"] = g => g.Node("Einsum", ["image", g.Weights(5, C)], "equation=nchw,oc->nohw"),
        ["Mul by one number per channel"] = g => g.Node("Mul", [g.Weights(C, 1, 1), "image"]),
        ["Add of a row and a column"] = g => g.Node("Add", [g.Weights(H, 1), g.Weights(1, W)]),
        ["Where"] = g => g.Node("Where", [g.Node("Greater", ["image", g.Weights(1)]), g.Weights(3, 1, 1, 1, 1), "image"]),
        ["Softmax"] = g => g.Node("Softmax", ["image"], "axis=1"),
        ["BatchNormalization"] = g => g.Node("BatchNormalization", ["image", g.Weights(C), g.Weights(C), g.Weights(C), g.Floats([C], [1, 1, 1, 1, 1, 1, 1, 1])]),
        ["InstanceNormalization"] = g => g.Node("InstanceNormalization", ["image", g.Weights(C), g.Weights(C)]),
        ["LayerNormalization"] = g => g.Node("LayerNormalization", ["image", g.Weights(W)]),
        ["PRelu"] = g => g.Node("PRelu", ["image", g.Weights(C, 1, 1)]),
        ["CumSum"] = g => g.Node("CumSum", ["image", g.Long(2)]),
        ["ConstantOfShape of a computed shape"] = g => g.Node("ConstantOfShape", [g.Node("Shape", ["image"], "start=1", "end=-1")]),
        ["Range by 3 to the number of pixels"] = g =>
        {
            string pixels = g.Node("ReduceProd", [g.Node("Shape", ["image"], "start=2")], "keepdims=0");
            return g.Node("Cast", [g.Node("Range", [g.Long(1), pixels, g.Long(3)])], "to=1");
        },
        ["Expand as PyTorch writes it"] = g =>
        {
            string sizes = g.Node("Concat", [g.Longs(-1), g.Node("Gather", [g.Node("Shape", ["image"]), g.Longs(2, 3)])], "axis=0");
            string ones = g.Node("Cast", [g.Node("Add", [g.Node("ConstantOfShape", [g.Node("Shape", [sizes])]), g.Floats([1], [1])])], "to=7");
            string kept = g.Node("Equal", [sizes, g.Node("Mul", [ones, g.Long(-1)])]);
            return g.Node("Expand", [g.Weights(C, 1, 1), g.Node("Where", [kept, ones, sizes])]);
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_is_the_one_that_the_runtime_gives(string name)
    {
        var graph = new GraphModel(C);
        string value = Cases[name](graph);
        graph.Output(value, "y", -1);
        AssertAsRun(graph.ToBytes());
    }

    [Fact]
    public void What_breaks_an_operators_rules_counts_as_its_first_input()
    {
        var graph = new GraphModel(C);
        graph.Output(graph.Node("Transpose", ["image"], "perm=9,9,"), "y", -1);
        Assert.Equal([N, C, H, W], new ActivationEstimate(graph.ToBytes(), "image").Facts(N, C, H, W)["y"].Shape);
    }

    [Fact]
    public void Deformable_convolution_has_its_offsets_size()
    {
        var graph = new GraphModel(C) { Opset = 19 };
        graph.Output(graph.Node("DeformConv", ["image", graph.Weights(5, C, 3, 3), graph.Weights(N, 18, 6, 4)], "strides=2,2"), "y", -1);
        AssertAsRun(graph.ToBytes());
    }

    private static void AssertAsRun(byte[] model)
    {
        long[] found = new ActivationEstimate(model, "image").Facts(N, C, H, W)["y"].Shape;
        using var runner = new OnnxRunner(model, threads: 1);
        float[] input = [.. Enumerable.Range(0, N * C * H * W).Select(i => MathF.Cos(i))];
        Assert.Equal(runner.RunNamed(new Dictionary<string, NamedTensor> { ["image"] = new(input, [N, C, H, W]) })["y"].Shape, found);
    }
}
