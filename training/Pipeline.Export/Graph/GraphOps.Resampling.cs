namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <summary>
    /// Resize by constant scales: nearest, asymmetric, floor picks input floor(y / scale), which is what PyTorch's nearest does
    /// (the operator's defaults, half_pixel and round_prefer_floor, do not).
    /// </summary>
    public Value UpsampleNearest2d(Value x, int scale) => Upsample(nameof(UpsampleNearest2d), x, scale, Nearest);

    /// <inheritdoc cref="UpsampleNearest2d"/>
    public Value UpsampleNearest3d(Value x, int scale) => Upsample(nameof(UpsampleNearest3d), x, scale, Nearest);

    /// <inheritdoc/>
    public Value UpsampleBilinear2d(Value x, int scale, bool alignCorners = false) => Upsample(nameof(UpsampleBilinear2d), x, scale, Linear(alignCorners));

    /// <inheritdoc/>
    public Value UpsampleTrilinear3d(Value x, int scale, bool alignCorners = false) => Upsample(nameof(UpsampleTrilinear3d), x, scale, Linear(alignCorners));

    /// <inheritdoc/>
    public Value ResizeLike(Value x, Value like, bool linear = false, bool alignCorners = false)
    {
        string layer = _names.Next(nameof(ResizeLike));
        int rank = x.Shape.Count;
        Value own = Sizes(layer, x, 0, 2, "own"), other = Sizes(layer, like, 2, rank, "other");
        Value sizes = Emit(layer, "Concat", [own.Name, other.Name], [Dim.Fixed(rank)], [("axis", NodeAttribute.Of(0))], "sizes", ElementType.Int64);
        return Emit(layer, "Resize", [x.Name, "", "", sizes.Name], [x.Shape[0], x.Shape[1], .. like.Shape.Skip(2)],
            linear ? Linear(alignCorners) : Nearest);
    }

    /// <inheritdoc/>
    public Value GridSample(Value x, Value grid, bool alignCorners = false)
    {
        string layer = _names.Next(nameof(GridSample));
        bool volume = x.Shape.Count == 5;
        RequireOpset(layer, volume ? "GridSample of volumes" : "GridSample", volume ? 20 : 16);
        return Emit(layer, "GridSample", [x.Name, grid.Name], [x.Shape[0], x.Shape[1], .. grid.Shape.Skip(1).SkipLast(1)], GridSampleAttributes(alignCorners));
    }

    /// <inheritdoc/>
    public Value PixelShuffle(Value x, int factor)
    {
        string layer = _names.Next(nameof(PixelShuffle));
        long square = (long)factor * factor;
        if (x.Shape[1].Value is not long channels || channels % square != 0)
        {
            throw new ExportException(layer, $"found {x}, expected channels that are a multiple of {square}.");
        }
        Dim[] shape = [x.Shape[0], Dim.Fixed(channels / square), x.Shape[2].Times(factor), x.Shape[3].Times(factor)];
        return Emit(layer, "DepthToSpace", [x.Name], shape, [("blocksize", NodeAttribute.Of(factor)), ("mode", NodeAttribute.Of("CRD"))]);
    }

    private static (string, NodeAttribute)[] Nearest =>
    [
        ("coordinate_transformation_mode", NodeAttribute.Of("asymmetric")), ("mode", NodeAttribute.Of("nearest")),
        ("nearest_mode", NodeAttribute.Of("floor")),
    ];

    private static (string, NodeAttribute)[] Linear(bool alignCorners) =>
    [
        ("coordinate_transformation_mode", NodeAttribute.Of(alignCorners ? "align_corners" : "half_pixel")), ("mode", NodeAttribute.Of("linear")),
    ];

    private Value Upsample(string name, Value x, int scale, (string, NodeAttribute)[] attributes)
    {
        Dim[] shape = [x.Shape[0], x.Shape[1], .. x.Shape.Skip(2).Select(size => size.Times(scale))];
        float[] scales = [1, 1, .. Enumerable.Repeat((float)scale, x.Shape.Count - 2)];
        return Emit(_names.Next(name), "Resize", [x.Name, "", Constant("scales", scales)], shape, attributes);
    }

    // Opset 20 renamed the mode.
    private (string, NodeAttribute)[] GridSampleAttributes(bool alignCorners) =>
    [
        ("align_corners", NodeAttribute.Of(alignCorners ? 1 : 0)), ("mode", NodeAttribute.Of(_options.Opset >= 20 ? "linear" : "bilinear")),
        ("padding_mode", NodeAttribute.Of("zeros")),
    ];
}
