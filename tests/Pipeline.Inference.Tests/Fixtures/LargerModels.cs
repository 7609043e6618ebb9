namespace Pipeline.Inference.Tests;

/// <summary>Networks of a few layers in the manner of real ones: for memory, and for graphs that compute their sizes.</summary>
internal static class LargerModels
{
    /// <summary>A 3×3 deformable convolution as GridSample over nine grids that are stacked along the rows; methods of its own test.</summary>
    public static GraphModel Deformable(int width)
    {
        var g = new GraphModel(1);
        string features = Conv(g, "image", 1, width);
        string offsets = g.Node("Conv", [features, g.Weights(18, width, 3, 3)], "pads=1,1,1,1"); // [n,18,h,w]: nine of y, nine of x
        string shape = g.Node("Shape", [features]);
        string[] size = [.. Enumerable.Range(0, 4).Select(axis => g.Node("Gather", [shape, g.Longs(axis)]))];
        string y = Coordinates(g, offsets, 0, size[2], [.. Enumerable.Range(0, 9).Select(k => (float)((k / 3) - 1))], columns: false);
        string x = Coordinates(g, offsets, 9, size[3], [.. Enumerable.Range(0, 9).Select(k => (float)((k % 3) - 1))], columns: true);
        string pairs = g.Node("Concat", [x, y], "axis=-1"); // [n,9,h,w,2]
        string grid = g.Node("Reshape", [pairs, Join(g, size[0], g.Longs(-1), size[3], g.Longs(2))]); // [n,9h,w,2]
        string sampled = g.Node("GridSample", [features, grid], "align_corners=1"); // [n,c,9h,w]
        string taps = g.Node("Reshape", [sampled, Join(g, size[0], g.Longs(9 * width), size[2], size[3])]);
        g.Output(g.Node("Conv", [taps, g.Weights(2, 9 * width, 1, 1)]), "logits", -1, 2, -1, -1);
        return g;
    }

    /// <summary>Two levels with a transposed convolution on the way up.</summary>
    public static GraphModel Transposed(int width)
    {
        var g = new GraphModel(1);
        string fine = Conv(g, "image", 1, width);
        string coarse = Conv(g, g.Node("MaxPool", [fine], "kernel_shape=2,2", "strides=2,2"), width, 2 * width);
        string up = g.Node("ConvTranspose", [coarse, g.Weights(2 * width, width, 2, 2)], "strides=2,2");
        string last = Conv(g, g.Node("Concat", [fine, up], "axis=1"), 2 * width, width);
        g.Output(g.Node("Conv", [last, g.Weights(2, width, 1, 1)]), "logits", -1, 2, -1, -1);
        return g;
    }

    /// <summary>Input standardised inside the graph, an activation map from its evidence, brought to 0…1 by its own extremes.</summary>
    public static GraphModel ActivationMap(int width)
    {
        var g = new GraphModel(1);
        string centred = g.Node("Sub", ["image", g.Node("ReduceMean", ["image"], "axes=2,3")]);
        string deviation = g.Node("Sqrt", [g.Node("ReduceMean", [g.Node("Mul", [centred, centred])], "axes=2,3")]);
        string features = Conv(g, g.Node("Div", [centred, g.Node("Add", [deviation, g.Floats([1], [1e-6f])])]), 1, width);
        string evidence = g.Node("Relu", [g.Node("Conv", [features, g.Weights(1, width, 1, 1)])]);
        string low = g.Node("ReduceMin", [evidence], "axes=2,3");
        string range = g.Node("Sub", [g.Node("ReduceMax", [evidence], "axes=2,3"), low]);
        string map = g.Node("Div", [g.Node("Sub", [evidence, low]), g.Node("Add", [range, g.Floats([1], [1e-8f])])]);
        g.Output(g.Node("Concat", [map, g.Node("Softmax", [features], "axis=1")], "axis=1"), "all", -1, width + 1, -1, -1);
        g.Output(g.Node("Concat", [g.Node("Sub", [g.Floats([1], [1]), map]), map], "axis=1"), "logits", -1, 2, -1, -1);
        return g;
    }

    private static string Conv(GraphModel g, string input, int from, int to) =>
        g.Node("Relu", [g.Node("Conv", [input, g.Weights(to, from, 3, 3)], "pads=1,1,1,1")]);

    private static string Join(GraphModel g, params string[] sizes) => g.Node("Concat", sizes, "axis=0");

    /// <summary>[n,9,h,w,1] in −1…1: pixel + tap + offset along one axis, whose pixels lie in [h,1] or [1,w].</summary>
    private static string Coordinates(GraphModel g, string offsets, int first, string size, float[] taps, bool columns)
    {
        string pixels = g.Node("Cast", [g.Node("Range", [g.Long(0), g.Node("Squeeze", [size]), g.Long(1)])], "to=1");
        string spread = g.Node("Unsqueeze", [pixels, g.Longs(columns ? 0 : 1)]);
        string moved = g.Node("Add", [g.Node("Slice", [offsets, g.Longs(first), g.Longs(first + 9), g.Longs(1)]), g.Floats([9, 1, 1], taps)]);
        string scale = g.Node("Div", [g.Floats([1], [2]), g.Node("Cast", [g.Node("Sub", [size, g.Longs(1)])], "to=1")]);
        string place = g.Node("Sub", [g.Node("Mul", [g.Node("Add", [moved, spread]), scale]), g.Floats([1], [1])]);
        return g.Node("Unsqueeze", [place, g.Longs(-1)]);
    }
}
