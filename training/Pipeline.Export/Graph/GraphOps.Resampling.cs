namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <summary>
    /// Resize by constant scales: nearest, asymmetric, floor picks input floor(y / scale), which is what PyTorch's nearest does
    /// (the operator's defaults, half_pixel and round_prefer_floor, do not).
    /// </summary>
    public Value UpsampleNearest2d(Value x, int scale)
    {
        Dim[] shape = [x.Shape[0], x.Shape[1], x.Shape[2].Times(scale), x.Shape[3].Times(scale)];
        return Emit(_names.Next(nameof(UpsampleNearest2d)), "Resize", [x.Name, "", Constant("scales", [1, 1, scale, scale])], shape,
        [
            ("coordinate_transformation_mode", NodeAttribute.Of("asymmetric")), ("mode", NodeAttribute.Of("nearest")),
            ("nearest_mode", NodeAttribute.Of("floor")),
        ]);
    }
}
