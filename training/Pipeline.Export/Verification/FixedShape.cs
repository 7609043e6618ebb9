using Pipeline.Bundles;

namespace Pipeline.Export;

/// <summary>The one shape that a model takes, where it was exported for one.</summary>
internal static class FixedShape
{
    /// <summary>[N,C,H,W] or [N,C,D,H,W]; null when an axis is free.</summary>
    public static int[]? Of(byte[] model)
    {
        IReadOnlyList<OnnxDim> dims = OnnxWalk.Check(model).Inputs[0].Dims;
        return dims.All(dim => dim.Value is not null) ? [.. dims.Select(dim => (int)dim.Value!)] : null;
    }
}
