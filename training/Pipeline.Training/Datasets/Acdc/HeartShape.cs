using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>
/// The heart of one phantom patient, in mm about the image's middle: a thick half-ellipsoid for the left ventricle (long axis along the
/// slices, depth 0 = base), its cross-section deformed by low harmonics, and a crescent on the septal side for the right ventricle.
/// Diastole and systole are one shape with other lengths, so that both frames of a patient belong together.
/// </summary>
internal sealed class HeartShape
{
    private readonly double _centreX;
    private readonly double _centreY;
    private readonly double _tiltX;
    private readonly double _tiltY;
    private readonly double _radius;
    private readonly double _wall;
    private readonly double _length;
    private readonly double _septum;
    private readonly double _rightDepth;
    private readonly double _rightWidth;
    private readonly double _rightReach;
    private readonly double[] _harmonics;
    private readonly (double Angle, double Radius, double Size)[] _papillaries;
    private readonly double _baseShift;

    private HeartShape(RandomStream random, bool systole)
    {
        _centreX = random.Uniform(-20, 20);
        _centreY = random.Uniform(-20, 20);
        _tiltX = random.Uniform(-0.15, 0.15);
        _tiltY = random.Uniform(-0.15, 0.15);
        var dilated = random.Chance(0.25);
        var hypertrophic = random.Chance(0.25);
        var radius = dilated ? random.Uniform(29, 36) : random.Uniform(20, 28);
        var wall = hypertrophic ? random.Uniform(12, 17) : random.Uniform(6.5, 10.5);
        var length = random.Uniform(72, 98);
        var contraction = dilated ? random.Uniform(0.82, 0.94) : random.Uniform(0.55, 0.76);
        var thickening = random.Uniform(1.15, 1.45);
        var baseMotion = random.Uniform(5, 12);
        _septum = Math.PI + random.Uniform(-0.7, 0.7);
        var rightDepth = random.Uniform(20, 36);
        _rightWidth = random.Uniform(1.05, 1.4);
        _rightReach = random.Uniform(0.72, 0.95);
        var rightContraction = random.Uniform(0.6, 0.85);
        _harmonics = [.. Enumerable.Range(2, 4).SelectMany(k => new[] { random.Normal() * 0.05 / k * 2, random.Uniform(0, 2 * Math.PI) })];
        _papillaries =
        [
            (_septum + Math.PI + random.Uniform(0.5, 1.1), random.Uniform(0.5, 0.75), random.Uniform(0.12, 0.2)),
            (_septum + Math.PI - random.Uniform(0.5, 1.1), random.Uniform(0.5, 0.75), random.Uniform(0.12, 0.2)),
        ];
        _radius = systole ? radius * contraction : radius;
        _wall = systole ? wall * thickening : wall;
        _baseShift = systole ? baseMotion : 0;
        _length = systole ? length - baseMotion : length;
        _rightDepth = systole ? rightDepth * rightContraction : rightDepth;
        FullLength = length;
    }

    /// <summary>Length of the left ventricle in diastole, mm.</summary>
    public double FullLength { get; }

    /// <summary>The patient's shape; equal streams give equal patients.</summary>
    public static HeartShape Draw(RandomStream random, bool systole) => new(random, systole);

    /// <summary>What lies at (x, y) mm in the slice at <paramref name="depth"/> mm below the diastolic base.</summary>
    public Tissue At(double x, double y, double depth)
    {
        var d = depth - _baseShift;
        var dx = x - _centreX - _tiltX * depth;
        var dy = y - _centreY - _tiltY * depth;
        var distance = Math.Sqrt(dx * dx + dy * dy);
        var angle = Math.Atan2(dy, dx);
        var waviness = Waviness(angle);
        if (d < 0) return AboveBase(distance, waviness, dx, dy, d);

        var outer = (_radius + _wall) * Profile(d / (_length + _wall)) * waviness;
        if (outer <= 0) return Tissue.Outside;
        var inner = _radius * Profile(d / _length) * waviness;
        if (distance < inner) return IsPapillary(dx, dy, inner) ? Tissue.Papillary : Tissue.LeftBlood;
        if (distance < outer) return Tissue.Myocardium;
        var right = RightVentricle(dx, dy, d, outer);
        if (right != Tissue.Outside) return right;
        return distance < outer + 7 && Math.Sin(3 * angle + _septum) > 0.2 ? Tissue.EpicardialFat : Tissue.Outside;
    }

    // Above the base lie the atria and the outflow tract: bright like ventricles, labelled as nothing.
    private Tissue AboveBase(double distance, double waviness, double dx, double dy, double d)
    {
        if (distance < _radius * 0.85 * waviness * Math.Max(0, 1 + d / 25)) return Tissue.Atrium;
        var along = dx * Math.Cos(_septum) + dy * Math.Sin(_septum);
        return along > 0 && distance < _radius * 1.3 && distance > _radius * 0.95 ? Tissue.Atrium : Tissue.Outside;
    }

    private Tissue RightVentricle(double dx, double dy, double d, double outer)
    {
        var t = d / (_length * _rightReach);
        if (t >= 1) return Tissue.Outside;
        var depth = _rightDepth * Math.Sqrt(1 - t * t);
        var (sin, cos) = Math.SinCos(_septum);
        var along = dx * cos + dy * sin - outer * 0.75;
        var across = -dx * sin + dy * cos;
        var a = depth + outer * 0.25;
        var b = outer * _rightWidth * Math.Sqrt(1 - 0.6 * t * t);
        var q = along * along / (a * a) + across * across / (b * b);
        if (q < 1) return along > -outer * 0.5 ? Tissue.RightBlood : Tissue.Outside;
        var wall = 1 + 3 / Math.Min(a, b);
        return q < wall * wall && along > 0 ? Tissue.RightWall : Tissue.Outside;
    }

    private bool IsPapillary(double dx, double dy, double inner)
    {
        foreach (var (angle, radius, size) in _papillaries)
        {
            var (sin, cos) = Math.SinCos(angle);
            var px = dx - cos * radius * inner;
            var py = dy - sin * radius * inner;
            if (px * px + py * py < size * size * inner * inner) return true;
        }
        return false;
    }

    private double Waviness(double angle)
    {
        var sum = 1.0;
        for (var k = 0; k < _harmonics.Length / 2; k++) sum += _harmonics[2 * k] * Math.Cos((k + 2) * angle + _harmonics[2 * k + 1]);
        return sum;
    }

    // 1 at the base, 0 at and beyond the apex; blunter than an ellipse.
    private static double Profile(double t) => t >= 1 ? 0 : Math.Sqrt(1 - Math.Pow(t, 2.4));
}
