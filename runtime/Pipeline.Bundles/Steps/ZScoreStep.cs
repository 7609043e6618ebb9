namespace Pipeline.Bundles;

/// <summary>Subtracts the volume's mean and divides by its standard deviation.</summary>
public sealed record ZScoreStep : PreprocessingStep
{
    internal override void Validate(Check check) { }
}
