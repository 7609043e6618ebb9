namespace Pipeline.Bundles;

/// <summary>A generated data set that a gate measures on: the same recipe gives the same voxels.</summary>
public sealed record PhantomRecipe
{
    /// <summary>Layout to write, for example <c>acdc</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>Number of patients.</summary>
    public required int Patients { get; init; }

    /// <summary>Seed of the generator.</summary>
    public required long Seed { get; init; }
}
