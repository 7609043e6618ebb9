using Pipeline.Training.Augmentation;

namespace Pipeline.Training.Configuration;

/// <summary>Everything that can be set: what all regimes share, the augmentation, and the regime's own options.</summary>
public sealed record RunSettings(TrainingOptions Training, AugmentationOptions Augmentation, RegimeOptions Regime)
{
    /// <summary>The same, options without effect at their defaults.</summary>
    internal RunSettings Effective => this with { Regime = Regime.Effective };

    public void Check()
    {
        Training.Check();
        Augmentation.Check();
        Regime.Check();
    }
}
