using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>The one input shape of a model that was exported for one: smaller slices are padded with zeros, fewer slices too.</summary>
/// <param name="N">Slices per run.</param>
/// <param name="H">Rows.</param>
/// <param name="W">Columns.</param>
public readonly record struct FixedInput(int N, int H, int W)
{
    /// <summary>From sizes [N,C,H,W]; null where batch or sizes are free (null or −1), and for volumes.</summary>
    public static FixedInput? Of(IReadOnlyList<int>? sizes) =>
        sizes is [> 0, _, > 0, > 0] ? new FixedInput(sizes[0], sizes[2], sizes[3]) : null;

    /// <summary>Refuses slices that the model cannot take.</summary>
    public void Require(int width, int height)
    {
        if (width > W || height > H)
            throw new UserInputException($"The prepared slices are {width} × {height} pixels, the model was exported for {W} × {H} alone; export it with larger sizes, or without --fixed-shape.");
    }
}
