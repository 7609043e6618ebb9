namespace Pipeline.Training.Augmentation;

/// <summary>
/// What is drawn per sample. Lengths are in pixels of the prepared grid, intensities in units of the prepared image
/// (standard deviations after the z-score). A value of 0 switches the step off.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Rotation, uniform in ± this many degrees.</summary>
    public double Rotation { get; init; } = 30;

    /// <summary>Isotropic zoom, log-uniform in [1 / scale, scale].</summary>
    public double Scale { get; init; } = 1.25;

    /// <summary>Further stretch of one axis against the other, log-uniform in [1 / aspect, aspect].</summary>
    public double Aspect { get; init; } = 1.08;

    /// <summary>Probability of a mirror image, per axis.</summary>
    public double FlipProbability { get; init; } = 0.5;

    /// <summary>Shift of the window against its anchor, uniform in ± this fraction of the crop, per axis.</summary>
    public double Translation { get; init; } = 0.12;

    /// <summary>Probability that the window is anchored on a foreground pixel of the slice instead of the image's centre.</summary>
    public double ForegroundProbability { get; init; } = 0.33;

    /// <summary>Probability of an elastic deformation.</summary>
    public double ElasticProbability { get; init; } = 0.3;

    /// <summary>Standard deviation of the elastic control points' displacement, pixels.</summary>
    public double ElasticAmplitude { get; init; } = 3;

    /// <summary>Distance between the elastic control points, pixels.</summary>
    public double ElasticSpacing { get; init; } = 32;

    /// <summary>Probability of a gamma curve; its exponent is log-uniform in [1 / gamma, gamma].</summary>
    public double GammaProbability { get; init; } = 0.5;

    public double Gamma { get; init; } = 1.5;

    /// <summary>Additive shift, uniform in ± brightness.</summary>
    public double Brightness { get; init; } = 0.3;

    /// <summary>Multiplication, log-uniform in [1 / contrast, contrast].</summary>
    public double Contrast { get; init; } = 1.3;

    /// <summary>Probability of a smooth multiplicative field of relative amplitude <see cref="BiasField"/> (coil shading).</summary>
    public double BiasFieldProbability { get; init; } = 0.3;

    public double BiasField { get; init; } = 0.3;

    /// <summary>Probability of Gaussian noise, its standard deviation uniform in [0, noise].</summary>
    public double NoiseProbability { get; init; } = 0.3;

    public double Noise { get; init; } = 0.2;

    /// <summary>Probability of a Gaussian blur, its standard deviation uniform in [0.4, blur] pixels.</summary>
    public double BlurProbability { get; init; } = 0.15;

    public double Blur { get; init; } = 1.1;

    /// <summary>Probability of a coarser acquisition: the slice is sampled at 1 / factor, factor uniform in [1, low_resolution], and brought back.</summary>
    public double LowResolutionProbability { get; init; } = 0.15;

    public double LowResolution { get; init; } = 2;

    /// <summary>No augmentation at all: the window is the image's centre.</summary>
    public static AugmentationOptions None { get; } = new()
    {
        Rotation = 0,
        Scale = 1,
        Aspect = 1,
        FlipProbability = 0,
        Translation = 0,
        ForegroundProbability = 0,
        ElasticProbability = 0,
        GammaProbability = 0,
        Brightness = 0,
        Contrast = 1,
        BiasFieldProbability = 0,
        NoiseProbability = 0,
        BlurProbability = 0,
        LowResolutionProbability = 0,
    };

    /// <summary>Throws <see cref="ArgumentException"/> naming the value and its allowed range.</summary>
    public void Check()
    {
        Within(nameof(Rotation), Rotation, 0, 180);
        Within(nameof(Scale), Scale, 1, 4);
        Within(nameof(Aspect), Aspect, 1, 2);
        Within(nameof(FlipProbability), FlipProbability, 0, 1);
        Within(nameof(Translation), Translation, 0, 1);
        Within(nameof(ForegroundProbability), ForegroundProbability, 0, 1);
        Within(nameof(ElasticProbability), ElasticProbability, 0, 1);
        Within(nameof(ElasticAmplitude), ElasticAmplitude, 0, 64);
        Within(nameof(ElasticSpacing), ElasticSpacing, 4, 1024);
        Within(nameof(GammaProbability), GammaProbability, 0, 1);
        Within(nameof(Gamma), Gamma, 1, 8);
        Within(nameof(Brightness), Brightness, 0, 8);
        Within(nameof(Contrast), Contrast, 1, 8);
        Within(nameof(BiasFieldProbability), BiasFieldProbability, 0, 1);
        Within(nameof(BiasField), BiasField, 0, 0.9);
        Within(nameof(NoiseProbability), NoiseProbability, 0, 1);
        Within(nameof(Noise), Noise, 0, 8);
        Within(nameof(BlurProbability), BlurProbability, 0, 1);
        Within(nameof(Blur), Blur, 0.4, 8);
        Within(nameof(LowResolutionProbability), LowResolutionProbability, 0, 1);
        Within(nameof(LowResolution), LowResolution, 1, 8);
    }

    private static void Within(string name, double value, double low, double high) =>
        Configuration.OptionCheck.Within("augmentation", name, value, low, high);
}
