namespace Pipeline.Networks;

/// <summary>
/// The formulas of the weakly supervised method between images, maps and scores (Patel and Dolz 2022; the map normalisation
/// is that of SEAM, Wang et al., CVPR 2020, with another ε), for training and export alike.
/// </summary>
public static class CamMaps
{
    /// <summary>ε of <see cref="Normalize{T}"/>: lost in half precision, so keep maps in single precision.</summary>
    public const double Epsilon = 1e-8;

    /// <summary>
    /// (x − mean) / (deviation + 1e-12) over H and W of every sample and channel, deviation with divisor H·W − 1. A constant slice
    /// gives zeros: where the deviation is below 1e-6 · max(1, |mean|), only rounding would be blown up.
    /// </summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,M,H,W].</param>
    public static T ZScore<T>(IOps<T> ops, T x)
    {
        T mean = ops.Mean(x, 2, 3), deviation = ops.StandardDeviation(x, 2, 3);
        T smallest = ops.Mul(ops.Clamp(ops.Abs(mean), 1, float.MaxValue), 1e-6);
        T score = ops.Div(ops.Sub(x, mean), ops.Add(deviation, 1e-12));
        return ops.Mul(score, ops.Greater(deviation, smallest));
    }

    /// <summary>
    /// ReLU(r − min − ε) / (max − min + ε) with r = ReLU(cam) and the extrema over H and W: [0, 1) per sample and channel, and 0 for
    /// a map that is constant or negative. The gradient flows through one index of each extremum.
    /// </summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="cam">[N,C,H,W].</param>
    public static T Normalize<T>(IOps<T> ops, T cam)
    {
        T r = ops.Relu(cam);
        T smallest = ops.Min(r, 2, 3), range = ops.Sub(ops.Max(r, 2, 3), smallest);
        return ops.Div(ops.Relu(ops.Add(ops.Sub(r, smallest), -Epsilon)), ops.Add(range, Epsilon));
    }

    /// <summary>Class logits [N,C] of maps [N,C,H,W]: their means.</summary>
    public static T Logits<T>(IOps<T> ops, T cam) => ops.Flatten(ops.Mean(cam, 2, 3));

    /// <summary>The map that shows the object, [N,1,H,W] of [N,2,H,W]: channel 1, or channel 1 − channel 0.</summary>
    public static T Source<T>(IOps<T> ops, T cam, CamSource source)
    {
        T first = ops.Slice(cam, 1, 1, 2);
        return source == CamSource.Class1 ? first : ops.Sub(first, ops.Slice(cam, 1, 0, 1));
    }

    /// <summary>Per logits [N,2]: softmax of class 1, [N,1].</summary>
    public static T Score<T>(IOps<T> ops, T logits) => ops.Slice(ops.Softmax(logits, 1), 1, 1, 2);

    /// <summary>Per logits [N,2]: 1 where class 1 has the larger one, otherwise 0, as [N,1,1,1]; has no gradient.</summary>
    public static T Gate<T>(IOps<T> ops, T logits) =>
        ops.Reshape(ops.Greater(ops.Slice(logits, 1, 1, 2), ops.Slice(logits, 1, 0, 1)), 0, 1, 1, 1);

    /// <summary>One map [N,1,H,W] of the maps [N,M,H,W] of the modalities.</summary>
    /// <remarks>For the geometric mean 0 counts as 1e-36: an empty map among four leaves at most 1e-9.</remarks>
    public static T Fuse<T>(IOps<T> ops, T maps, CamFusion fusion) => fusion switch
    {
        CamFusion.Mean => ops.Mean(maps, 1),
        CamFusion.Max => ops.Max(maps, 1),
        _ => ops.Exp(ops.Mean(ops.Log(ops.Clamp(maps, 1e-36, 1)), 1)),
    };
}
