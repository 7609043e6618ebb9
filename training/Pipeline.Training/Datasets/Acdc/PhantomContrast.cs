using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>
/// The scanner of one phantom patient: signal per tissue, shading, noise. Tissues overlap in brightness (fat, atria and aorta look like
/// ventricles, muscle and liver like myocardium), so that no threshold finds the heart.
/// </summary>
internal sealed class PhantomContrast
{
    private readonly double[] _signal = new double[Enum.GetValues<Tissue>().Length];

    public PhantomContrast(RandomStream random)
    {
        var blood = random.Uniform(130, 230);
        var muscle = blood * random.Uniform(0.34, 0.6);
        Set(Tissue.LeftBlood, blood);
        Set(Tissue.RightBlood, blood * random.Uniform(0.8, 1.05));
        Set(Tissue.Atrium, blood * random.Uniform(0.85, 1.05));
        Set(Tissue.Aorta, blood * random.Uniform(0.85, 1.1));
        Set(Tissue.Myocardium, muscle);
        Set(Tissue.Papillary, muscle * random.Uniform(0.95, 1.2));
        Set(Tissue.RightWall, muscle * random.Uniform(0.95, 1.15));
        Set(Tissue.Muscle, muscle * random.Uniform(0.75, 1.25));
        Set(Tissue.Liver, muscle * random.Uniform(0.8, 1.5));
        Set(Tissue.Bone, muscle * random.Uniform(0.6, 1.6));
        Set(Tissue.Fat, blood * random.Uniform(0.85, 1.3));
        Set(Tissue.EpicardialFat, blood * random.Uniform(0.7, 1.2));
        Set(Tissue.Lung, blood * random.Uniform(0.06, 0.16));
        Set(Tissue.Air, blood * 0.02);
        Noise = blood * random.Uniform(0.02, 0.06);
        Shading = random.Uniform(0.1, 0.3);
        Texture = random.Uniform(0.02, 0.06);
        Blur = random.Uniform(0.5, 0.9);
    }

    /// <summary>Standard deviation of the two noise channels, in signal units.</summary>
    public double Noise { get; }

    /// <summary>Relative amplitude of the coil shading.</summary>
    public double Shading { get; }

    /// <summary>Relative amplitude of the tissue texture.</summary>
    public double Texture { get; }

    /// <summary>Standard deviation of the point spread, pixels.</summary>
    public double Blur { get; }

    public double Signal(Tissue tissue) => _signal[(int)tissue];

    private void Set(Tissue tissue, double signal) => _signal[(int)tissue] = signal;
}
