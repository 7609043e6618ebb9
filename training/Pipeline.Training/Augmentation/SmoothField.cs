using Pipeline.Training.Randomness;

namespace Pipeline.Training.Augmentation;

/// <summary>A smooth random field over [size, size] pixels: normal values on a coarse grid, joined by cubic B-splines (C² continuous).</summary>
internal static class SmoothField
{
    public static float[] Draw(RandomStream random, int size, double spacing, double amplitude)
    {
        var cells = (int)Math.Ceiling(size / spacing);
        var points = cells + 3;
        var control = new float[points * points];
        for (var i = 0; i < control.Length; i++) control[i] = (float)(random.Normal() * amplitude);

        // Separable: the four weights and the first control point of each pixel are the same in every row.
        var first = new int[size];
        var weights = new float[size * 4];
        for (var i = 0; i < size; i++)
        {
            var position = i / spacing;
            first[i] = Math.Min((int)position, cells - 1);
            Weights((float)(position - first[i]), weights.AsSpan(i * 4, 4));
        }
        var rows = new float[size * points];
        for (var y = 0; y < size; y++)
        {
            for (var p = 0; p < points; p++)
            {
                float sum = 0;
                for (var k = 0; k < 4; k++) sum += weights[y * 4 + k] * control[(first[y] + k) * points + p];
                rows[y * points + p] = sum;
            }
        }
        var field = new float[size * size];
        for (var y = 0; y < size; y++)
        {
            var row = rows.AsSpan(y * points, points);
            for (var x = 0; x < size; x++)
            {
                var at = first[x];
                field[y * size + x] = weights[x * 4] * row[at] + weights[x * 4 + 1] * row[at + 1]
                    + weights[x * 4 + 2] * row[at + 2] + weights[x * 4 + 3] * row[at + 3];
            }
        }
        return field;
    }

    private static void Weights(float t, Span<float> w)
    {
        var s = 1 - t;
        w[0] = s * s * s / 6;
        w[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        w[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
        w[3] = t * t * t / 6;
    }
}
