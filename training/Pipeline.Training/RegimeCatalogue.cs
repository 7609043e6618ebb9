using Pipeline.Bundles;
using Pipeline.Training.Regimes.Full;
using Pipeline.Training.Regimes.Semi;

namespace Pipeline.Training;

/// <summary>The regimes of this program. A new one is a folder in Regimes and a line here.</summary>
public static class RegimeCatalogue
{
    public static IReadOnlyList<RegimeDefinition> All { get; } = [new FullDefinition(), new SemiDefinition()];

    public static RegimeDefinition Find(string name) =>
        All.FirstOrDefault(regime => string.Equals(regime.Name, name, StringComparison.Ordinal))
        ?? throw new UserInputException(
            $"regime '{name}' is unknown; expected one of: {string.Join(", ", All.Select(regime => regime.Name))}");
}
