using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Phantoms;

/// <summary>
/// The shapes of one phantom scan, in fractions of the field of view about its middle (z: of the stack's height): structures as ellipsoids
/// near the middle, for each some decoys of the same tissue around them, an elliptic body with a shell of fat.
/// </summary>
internal sealed class PhantomShape
{
    /// <summary>Tissues: air, fat, muscle, then one for each structure and its decoys.</summary>
    public const int Air = 0;
    public const int Fat = 1;
    public const int Muscle = 2;
    public const int FirstStructure = 3;

    private readonly List<Ellipsoid> _structures = [];
    private readonly List<Ellipsoid> _decoys = [];
    private readonly double _halfWidth;
    private readonly double _halfHeight;
    private readonly double _fat;

    public PhantomShape(int structures, RandomStream random)
    {
        _halfWidth = random.Uniform(0.44, 0.49);
        _halfHeight = random.Uniform(0.38, 0.46);
        _fat = random.Uniform(0.02, 0.05);
        var alone = structures == 1;
        var turn = random.Uniform(0, 2 * Math.PI);
        for (var k = 0; k < structures; k++)
        {
            // One structure lies anywhere near the middle, several form a ring.
            var angle = turn + 2 * Math.PI * k / structures + random.Uniform(-0.1, 0.1);
            var radius = alone ? random.Uniform(0, 0.12) : 0.17;
            var size = alone ? random.Uniform(0.13, 0.17) : random.Uniform(0.45, 0.55) * Math.Min(0.28, 1.07 / structures);
            _structures.Add(Draw(random, angle, radius, size, k));
            for (var d = 0; d < 3; d++) _decoys.Add(Draw(random, angle + 2 + 1.3 * d, random.Uniform(0.27, 0.32), size * random.Uniform(1, 1.2), k));
        }
    }

    /// <summary>Tissue at a point, and the index of the structure that is labelled there (-1: background).</summary>
    public (int Tissue, int Structure) At(double x, double y, double z)
    {
        foreach (var structure in _structures)
        {
            if (structure.Holds(x, y, z)) return (FirstStructure + structure.Index, structure.Index);
        }
        var body = Squared(x / _halfWidth, y / _halfHeight);
        if (body > 1) return (Air, -1);
        if (Squared(x / (_halfWidth - _fat), y / (_halfHeight - _fat)) > 1) return (Fat, -1);
        foreach (var decoy in _decoys)
        {
            if (decoy.Holds(x, y, z)) return (FirstStructure + decoy.Index, -1);
        }
        return (Muscle, -1);
    }

    private static Ellipsoid Draw(RandomStream random, double angle, double radius, double size, int index)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Ellipsoid(
            radius * cos, radius * sin, random.Uniform(-0.12, 0.12),
            size * random.Uniform(0.85, 1.15), size * random.Uniform(0.85, 1.15), random.Uniform(0.3, 0.42), index);
    }

    private static double Squared(double x, double y) => x * x + y * y;

    private readonly record struct Ellipsoid(double X, double Y, double Z, double RadiusX, double RadiusY, double RadiusZ, int Index)
    {
        public bool Holds(double x, double y, double z)
        {
            double a = (x - X) / RadiusX, b = (y - Y) / RadiusY, c = (z - Z) / RadiusZ;
            return a * a + b * b + c * c < 1;
        }
    }
}
