using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>What surrounds the phantom heart, mm about the image's middle: skin fat, muscle, lungs, liver, vertebra and the descending aorta,
/// which is as bright and as round as a ventricle.</summary>
internal sealed class ChestShape
{
    private readonly double _halfWidth;
    private readonly double _halfHeight;
    private readonly double _skin;
    private readonly double _lungX;
    private readonly double _lungY;
    private readonly double _liverX;
    private readonly double _liverY;
    private readonly double _aortaX;
    private readonly double _aortaY;
    private readonly double _aortaRadius;
    private readonly double _heartRoom;

    public ChestShape(RandomStream random, double fieldOfView)
    {
        _halfWidth = fieldOfView * random.Uniform(0.46, 0.6);
        _halfHeight = fieldOfView * random.Uniform(0.38, 0.5);
        _skin = random.Uniform(6, 16);
        _lungX = random.Uniform(58, 75);
        _lungY = random.Uniform(-25, 10);
        _liverX = -random.Uniform(35, 60);
        _liverY = random.Uniform(45, 65);
        _aortaX = random.Uniform(25, 50);
        _aortaY = random.Uniform(48, 66);
        _aortaRadius = random.Uniform(9, 15);
        _heartRoom = random.Uniform(50, 58);
    }

    public Tissue At(double x, double y)
    {
        var edge = Ellipse(x, y, _halfWidth, _halfHeight);
        if (edge > 1) return Tissue.Air;
        if (Ellipse(x, y, _halfWidth - _skin, _halfHeight - _skin) > 1) return Tissue.Fat;
        if (Ellipse(x - _aortaX, y - _aortaY, _aortaRadius, _aortaRadius) < 1) return Tissue.Aorta;
        if (Ellipse(x, y - _halfHeight + 32, 18, 16) < 1) return Tissue.Bone;
        if (Ellipse(x - _liverX, y - _liverY, 48, 34) < 1) return Tissue.Liver;
        var lungs = Ellipse(Math.Abs(x) - _lungX, y - _lungY, 34, 55) < 1 && x * x + y * y > _heartRoom * _heartRoom;
        return lungs ? Tissue.Lung : Tissue.Muscle;
    }

    // Squared, so that 1 is the border.
    private static double Ellipse(double x, double y, double a, double b) => x * x / (a * a) + y * y / (b * b);
}
