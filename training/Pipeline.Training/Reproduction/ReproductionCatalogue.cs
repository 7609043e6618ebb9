using Pipeline.Bundles;
using Pipeline.Training.Regimes.Semi;

namespace Pipeline.Training.Reproduction;

/// <summary>The comparisons of this program. A new one is a definition in its regime's folder and a line here.</summary>
public static class ReproductionCatalogue
{
    public static IReadOnlyList<ReproductionDefinition> All { get; } = [SemiReproduction.Definition];

    public static ReproductionDefinition Find(string name) => All.FirstOrDefault(definition => definition.Name == name)
        ?? throw new UserInputException($"comparison '{name}' is unknown; expected one of: {string.Join(", ", All.Select(definition => definition.Name))}");
}
