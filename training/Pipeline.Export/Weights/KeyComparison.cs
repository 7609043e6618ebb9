using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>One key of two state_dicts.</summary>
/// <param name="Key">As in state_dict.</param>
/// <param name="First">Type and shape in the first, "F32 [16,1,3,3]"; null when it is not there.</param>
/// <param name="Second">The same of the second.</param>
/// <param name="MaxAbs">
/// Largest |Δ|, computed in float64 (whole numbers exactly up to its rounding). NaN against NaN is no difference, anything else that is
/// not finite is an infinite one. Null when the key is missing on a side or the shapes differ.
/// </param>
public sealed record KeyComparison(string Key, string? First, string? Second, double? MaxAbs)
{
    /// <summary>Same type, same shape, and no number further apart than <paramref name="tolerance"/>.</summary>
    public bool Equals(double tolerance) => First == Second && MaxAbs <= tolerance;

    internal static KeyComparison Of(string key, Tensor? first, Tensor? second) => new(
        key, Describe(first), Describe(second),
        first is not null && second is not null && first.shape.AsSpan().SequenceEqual(second.shape) ? Largest(first, second) : null);

    private static string? Describe(Tensor? tensor) => tensor is null ? null : $"{ElementTypes.WordOf(tensor.dtype)} [{string.Join(',', tensor.shape)}]";

    private static double Largest(Tensor first, Tensor second)
    {
        if (first.dtype == second.dtype && first.bytes.SequenceEqual(second.bytes))
        {
            return 0;
        }
        if (first.dtype == ScalarType.Int64 && second.dtype == ScalarType.Int64)
        {
            return Enumerable.Zip(first.data<long>().ToArray(), second.data<long>().ToArray(), (x, y) => (double)Int128.Abs((Int128)x - y)).Max();
        }
        double[] a = TensorValues.Doubles(first), b = TensorValues.Doubles(second);
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double delta = a[i].Equals(b[i]) ? 0 : Math.Abs(a[i] - b[i]);
            largest = Math.Max(largest, double.IsNaN(delta) ? double.PositiveInfinity : delta);
        }
        return largest;
    }
}
