using System.Numerics.Tensors;

using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Turns the class maps of one slice into labels on the original in-plane grid: crop the padding, softmax, bring each class
/// map back by linear interpolation, and keep the best class so far. A single map with a threshold is brought back in the same
/// way, and foreground is where it exceeds the threshold there. Only one slice's class maps are ever held.
/// Letters: C classes, 1 for a map with a threshold; h, w prepared rows and columns (without padding); H, W original ones.
/// </summary>
internal sealed class PlaneLabeller(int classes, bool applySoftmax, ushort[] labelValues, float? threshold = null)
{
    private float[] _maps = []; // [C,h,w], padding cropped
    private float[] _scratch = []; // [max(h·w, H·W)]
    private float[] _best = []; // [H,W] highest class map so far

    /// <summary>
    /// <paramref name="network"/> is [C, paddedHeight, paddedWidth]; <paramref name="prepared"/> the size inside the padding;
    /// <paramref name="labels"/> [H,W] of <paramref name="original"/> receives label values. Equal maps: the lower class wins.
    /// </summary>
    public void Label(ReadOnlySpan<float> network, (int W, int H) padded, (int W, int H) prepared, Span<ushort> labels, (int W, int H) original)
    {
        int pixels = prepared.W * prepared.H;
        Grow(ref _maps, classes * pixels);
        Grow(ref _scratch, Math.Max(pixels, labels.Length));
        Grow(ref _best, Math.Max(pixels, labels.Length));
        Crop(network, padded, prepared);
        bool sameGrid = prepared == original;

        // Softmax keeps the order of the classes at a pixel, so it only matters where maps are interpolated afterwards.
        if (applySoftmax && !sameGrid)
            Softmax(pixels);
        Span<float> best = _best.AsSpan(0, labels.Length);
        for (int c = 0; c < classes; c++)
        {
            ReadOnlySpan<float> map = _maps.AsSpan(c * pixels, pixels);
            if (!sameGrid)
            {
                Span<float> resampled = _scratch.AsSpan(0, labels.Length);
                Resampling.LinearPlane(map, prepared.W, prepared.H, resampled, original.W, original.H);
                map = resampled;
            }

            if (threshold is { } least)
                Above(map, least, labels);
            else
                Keep(map, labelValues[c], first: c == 0, best, labels);
        }
    }

    private void Above(ReadOnlySpan<float> map, float least, Span<ushort> labels)
    {
        for (int i = 0; i < labels.Length; i++)
            labels[i] = labelValues[map[i] > least ? 1 : 0];
    }

    private static void Keep(ReadOnlySpan<float> map, ushort label, bool first, Span<float> best, Span<ushort> labels)
    {
        if (first)
        {
            map.CopyTo(best);
            labels.Fill(label);
            return;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (map[i] > best[i])
            {
                best[i] = map[i];
                labels[i] = label;
            }
        }
    }

    private void Crop(ReadOnlySpan<float> network, (int W, int H) padded, (int W, int H) prepared)
    {
        int target = 0;
        for (int c = 0; c < classes; c++)
        {
            for (int y = 0; y < prepared.H; y++, target += prepared.W)
                network.Slice((((c * padded.H) + y) * padded.W), prepared.W).CopyTo(_maps.AsSpan(target));
        }
    }

    private void Softmax(int pixels)
    {
        Span<float> highest = _scratch.AsSpan(0, pixels);
        Span<float> sum = _best.AsSpan(0, pixels);
        Map(0).CopyTo(highest);
        for (int c = 1; c < classes; c++)
            TensorPrimitives.Max(highest, Map(c), highest);
        sum.Clear();
        for (int c = 0; c < classes; c++)
        {
            TensorPrimitives.Subtract(Map(c), highest, Map(c)); // the largest exponent is 0: no overflow
            TensorPrimitives.Exp(Map(c), Map(c));
            TensorPrimitives.Add(sum, Map(c), sum);
        }

        for (int c = 0; c < classes; c++)
            TensorPrimitives.Divide(Map(c), sum, Map(c));

        Span<float> Map(int c) => _maps.AsSpan(c * pixels, pixels);
    }

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
