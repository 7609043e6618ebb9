using System.Globalization;
using Pipeline.Bundles;

namespace Pipeline.Training.Reproduction;

/// <summary>One training of a comparison.</summary>
/// <param name="Row">Name of the row.</param>
/// <param name="Budget">Labelled patients, or "all".</param>
/// <param name="Seed">Seed of weights, batches, the draw of labelled and of validation patients.</param>
public sealed record ReproductionJob(string Row, string Budget, long Seed)
{
    /// <summary>"mi-consistency-3-1", the name of its files.</summary>
    public string Name => $"{Row}-{Budget}-{Seed}";

    /// <summary>Reads a name back.</summary>
    public static ReproductionJob Parse(string name)
    {
        var parts = name.Split('-');
        return parts.Length >= 3 && long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? new ReproductionJob(string.Join('-', parts[..^2]), parts[^2], seed)
            : throw new UserInputException($"job '{name}': expected ROW-BUDGET-SEED, such as labelled-only-3-1");
    }
}
