namespace Pipeline.Training.Augmentation;

/// <summary>
/// Samples a slice through a <see cref="GeometricMap"/>. Images bilinearly; labels as the largest of their bilinearly interpolated
/// one-hot maps, so that borders stay smooth and no class is invented between two others. Outside the slice is
/// <c>fill</c> (0 = the image's mean after the z-score, what inference pads with) and background.
/// </summary>
public static class Warp
{
    /// <summary><paramref name="source"/> [height, width] → <paramref name="target"/> [size, size].</summary>
    public static void Image(ReadOnlySpan<float> source, int width, int height, GeometricMap map, Span<float> target, float fill = 0)
    {
        var size = map.Size;
        for (var oy = 0; oy < size; oy++)
        {
            var row = target.Slice(oy * size, size);
            for (var ox = 0; ox < size; ox++)
            {
                var (x, y) = map.Source(ox, oy);
                var fx = Math.Floor(x);
                var fy = Math.Floor(y);
                var ix = (int)fx;
                var iy = (int)fy;
                var tx = (float)(x - fx);
                var ty = (float)(y - fy);
                if ((uint)ix < (uint)(width - 1) && (uint)iy < (uint)(height - 1))
                {
                    var at = iy * width + ix;
                    var top = source[at] + tx * (source[at + 1] - source[at]);
                    var bottom = source[at + width] + tx * (source[at + width + 1] - source[at + width]);
                    row[ox] = top + ty * (bottom - top);
                }
                else if (ix < -1 || iy < -1 || ix >= width || iy >= height)
                {
                    row[ox] = fill;
                }
                else
                {
                    var top = Pixel(source, width, height, ix, iy, fill) * (1 - tx) + Pixel(source, width, height, ix + 1, iy, fill) * tx;
                    var bottom = Pixel(source, width, height, ix, iy + 1, fill) * (1 - tx) + Pixel(source, width, height, ix + 1, iy + 1, fill) * tx;
                    row[ox] = top * (1 - ty) + bottom * ty;
                }
            }
        }
    }

    /// <summary><paramref name="source"/> [height, width] → class indices <paramref name="target"/> [size, size].</summary>
    public static void Labels(ReadOnlySpan<byte> source, int width, int height, GeometricMap map, Span<long> target)
    {
        var size = map.Size;
        for (var oy = 0; oy < size; oy++)
        {
            var row = target.Slice(oy * size, size);
            for (var ox = 0; ox < size; ox++)
            {
                var (x, y) = map.Source(ox, oy);
                var fx = Math.Floor(x);
                var fy = Math.Floor(y);
                var ix = (int)fx;
                var iy = (int)fy;
                byte a, b, c, d;
                if ((uint)ix < (uint)(width - 1) && (uint)iy < (uint)(height - 1))
                {
                    var at = iy * width + ix;
                    a = source[at];
                    b = source[at + 1];
                    c = source[at + width];
                    d = source[at + width + 1];
                }
                else
                {
                    a = Label(source, width, height, ix, iy);
                    b = Label(source, width, height, ix + 1, iy);
                    c = Label(source, width, height, ix, iy + 1);
                    d = Label(source, width, height, ix + 1, iy + 1);
                }
                row[ox] = a == b && b == c && c == d ? a : Largest(a, b, c, d, (float)(x - fx), (float)(y - fy));
            }
        }
    }

    // The class with the largest summed weight among the four neighbours; ties go to the neighbour that is met first.
    private static byte Largest(byte a, byte b, byte c, byte d, float tx, float ty)
    {
        ReadOnlySpan<byte> labels = [a, b, c, d];
        ReadOnlySpan<float> weights = [(1 - tx) * (1 - ty), tx * (1 - ty), (1 - tx) * ty, tx * ty];
        var best = a;
        var bestWeight = -1f;
        for (var i = 0; i < 4; i++)
        {
            float weight = 0;
            for (var j = 0; j < 4; j++)
            {
                if (labels[j] == labels[i]) weight += weights[j];
            }
            if (weight > bestWeight)
            {
                bestWeight = weight;
                best = labels[i];
            }
        }
        return best;
    }

    private static float Pixel(ReadOnlySpan<float> source, int width, int height, int x, int y, float fill) =>
        (uint)x < (uint)width && (uint)y < (uint)height ? source[y * width + x] : fill;

    private static byte Label(ReadOnlySpan<byte> source, int width, int height, int x, int y) =>
        (uint)x < (uint)width && (uint)y < (uint)height ? source[y * width + x] : (byte)0;
}
