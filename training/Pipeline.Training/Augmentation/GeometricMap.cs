using Pipeline.Training.Randomness;

namespace Pipeline.Training.Augmentation;

/// <summary>
/// The inverse map from a square window of <see cref="Size"/>² pixels to the slice it is cut from: source x = Ax·ox + Ay·oy + A0,
/// source y = Bx·ox + By·oy + B0, plus an optional smooth displacement. One draw serves image, labels and every further map.
/// </summary>
public sealed class GeometricMap
{
    public required int Size { get; init; }

    public double Ax { get; init; }
    public double Ay { get; init; }
    public double A0 { get; init; }
    public double Bx { get; init; }
    public double By { get; init; }
    public double B0 { get; init; }

    /// <summary>Source displacement, x then y, per output pixel [Size, Size]; null where the map is affine.</summary>
    internal float[]? DisplacementX { get; init; }

    internal float[]? DisplacementY { get; init; }

    /// <summary>Draws a map. <paramref name="anchor"/> is the source pixel that lands in the window's middle before the shift.</summary>
    public static GeometricMap Draw(RandomStream random, AugmentationOptions options, int size, (double X, double Y) anchor)
    {
        var angle = random.Uniform(-options.Rotation, options.Rotation) * Math.PI / 180;
        var scale = LogUniform(random, options.Scale);
        var aspect = Math.Sqrt(LogUniform(random, options.Aspect));
        var flipX = random.Chance(options.FlipProbability) ? -1.0 : 1.0;
        var flipY = random.Chance(options.FlipProbability) ? -1.0 : 1.0;
        var shiftX = random.Uniform(-options.Translation, options.Translation) * size;
        var shiftY = random.Uniform(-options.Translation, options.Translation) * size;
        var elastic = random.Chance(options.ElasticProbability) && options.ElasticAmplitude > 0;

        var (sin, cos) = Math.SinCos(angle);
        var ax = cos * flipX / (scale * aspect);
        var ay = -sin * flipY / (scale / aspect);
        var bx = sin * flipX / (scale * aspect);
        var by = cos * flipY / (scale / aspect);
        var middle = (size - 1) / 2.0;
        float[]? dx = null, dy = null;
        if (elastic)
        {
            dx = SmoothField.Draw(random, size, options.ElasticSpacing, options.ElasticAmplitude);
            dy = SmoothField.Draw(random, size, options.ElasticSpacing, options.ElasticAmplitude);
        }
        return new GeometricMap
        {
            Size = size,
            Ax = ax,
            Ay = ay,
            A0 = anchor.X + shiftX - (ax + ay) * middle,
            Bx = bx,
            By = by,
            B0 = anchor.Y + shiftY - (bx + by) * middle,
            DisplacementX = dx,
            DisplacementY = dy,
        };
    }

    /// <summary>The source position of output pixel (ox, oy), pixels.</summary>
    public (double X, double Y) Source(int ox, int oy)
    {
        var x = Ax * ox + Ay * oy + A0;
        var y = Bx * ox + By * oy + B0;
        return DisplacementX is null || DisplacementY is null
            ? (x, y)
            : (x + DisplacementX[oy * Size + ox], y + DisplacementY[oy * Size + ox]);
    }

    private static double LogUniform(RandomStream random, double bound)
    {
        var log = Math.Log(bound);
        return Math.Exp(random.Uniform(-log, log));
    }
}
