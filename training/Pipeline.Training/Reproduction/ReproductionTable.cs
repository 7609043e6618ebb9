using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Training.Reproduction;

/// <summary>report.json: the rows of a comparison over their seeds, and where they came from.</summary>
public sealed record ReproductionTable
{
    public const string CurrentSchema = "pipeline-reproduction/1";

    /// <summary>Its form as JSON.</summary>
    public static JsonTypeInfo<ReproductionTable> JsonType => ReproductionJson.Default.ReproductionTable;

    public string Schema { get; init; } = CurrentSchema;

    public required string Name { get; init; }

    public required string Dataset { get; init; }

    public required string Preset { get; init; }

    /// <summary>The settings that all rows start from.</summary>
    public required JsonObject Configuration { get; init; }

    public required string Command { get; init; }

    public required IReadOnlyList<string> Commits { get; init; }

    public required IReadOnlyList<string> DataHashes { get; init; }

    public required string Backend { get; init; }

    /// <summary>Jobs with a result, and jobs planned.</summary>
    public required int Done { get; init; }

    public required int Planned { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>The table of the results at hand.</summary>
    public static ReproductionTable Of(ReproductionRequest request, IReadOnlyList<JobResult> results, int planned, string command)
    {
        var definition = request.Definition;
        var groups = results.GroupBy(result => (result.Row, result.Budget)).ToDictionary(group => group.Key, group => group.OrderBy(r => r.Seed).ToList());
        var rows = new List<TableRow>();
        foreach (var row in definition.Rows)
        {
            foreach (var ((_, budget), seeds) in groups.Where(group => group.Key.Row == row.Name).OrderBy(group => group.Key.Budget.Length).ThenBy(group => group.Key.Budget, StringComparer.Ordinal))
            {
                var baseline = groups.GetValueOrDefault((definition.Baseline, row.UsesAllLabels ? $"{definition.MainBudget}" : budget));
                rows.Add(TableRow.Of(row, budget, seeds, row.Name == definition.Baseline ? null : baseline));
            }
        }
        return new ReproductionTable
        {
            Name = definition.Name,
            Dataset = request.Dataset,
            Preset = request.Preset,
            Configuration = request.Configuration(),
            Command = command,
            Commits = [.. results.Select(result => result.Commit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            DataHashes = [.. results.Select(result => result.DataHash).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Backend = string.Join("; ", results.Select(result => result.Backend).Distinct(StringComparer.Ordinal)),
            Done = results.Count,
            Planned = planned,
            Rows = rows,
        };
    }
}
