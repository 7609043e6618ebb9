namespace Pipeline.Training.Randomness;

/// <summary>Keeps streams of one (seed, step, index) apart; a number, once used, is never given another meaning.</summary>
public enum RandomPurpose
{
    Order = 1,
    Geometry = 2,
    Intensity = 3,
    Split = 4,
    Phantom = 5,
    Labelled = 6,
    Regime = 7,
}
