using Pipeline.Bundles;

namespace Pipeline.Training.Reproduction;

/// <summary>A comparison of one regime's rows: which there are, which one the others are measured against, how labels are rationed.</summary>
public sealed record ReproductionDefinition
{
    /// <summary>The word on the command line; also the regime's name.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<ReproductionRow> Rows { get; init; }

    /// <summary>Name of the row that differences are taken to.</summary>
    public required string Baseline { get; init; }

    /// <summary>The option that takes the number of labelled patients.</summary>
    public required string BudgetOption { get; init; }

    /// <summary>Labelled patients of the table.</summary>
    public required int MainBudget { get; init; }

    /// <summary>Labelled patients of the figure, the main budget among them.</summary>
    public required IReadOnlyList<int> Budgets { get; init; }

    public ReproductionRow Row(string name) => Rows.FirstOrDefault(row => row.Name == name)
        ?? throw new UserInputException($"row '{name}' is unknown; expected one of: {string.Join(", ", Rows.Select(row => row.Name))}");

    /// <summary>
    /// All jobs, the most telling first: at the main budget seed by seed, rows with more seeds before the others; then the figure.
    /// </summary>
    /// <param name="rows">Names of the rows wanted; empty = all.</param>
    /// <param name="budgets">Budgets wanted; empty = the definition's. Where the main one is not among them, the smallest takes its place.</param>
    /// <param name="seeds">Seeds 1 … of every row; null = the definition's.</param>
    public IReadOnlyList<ReproductionJob> Plan(IReadOnlyList<string> rows, IReadOnlyList<int> budgets, int? seeds)
    {
        ReproductionRow[] wanted = rows.Count == 0 ? [.. Rows] : [.. rows.Select(Row)];
        int main = budgets.Count == 0 || budgets.Contains(MainBudget) ? MainBudget : budgets.Min();
        var jobs = new List<ReproductionJob>();
        for (var seed = 1; seed <= wanted.Max(row => seeds ?? row.Seeds); seed++)
        {
            jobs.AddRange(wanted.Where(row => (seeds ?? row.Seeds) >= seed).OrderByDescending(row => row.Seeds).Select(row => Job(row, main, seed)));
        }
        foreach (var budget in budgets.Count == 0 ? Budgets : budgets)
        {
            var figure = wanted.Where(row => row.InBudgetFigure || rows.Count > 0).Where(row => !row.UsesAllLabels).ToList();
            for (var seed = 1; seed <= (seeds ?? 1); seed++) jobs.AddRange(figure.Select(row => Job(row, budget, seed)));
        }
        return [.. jobs.Distinct()];
    }

    private static ReproductionJob Job(ReproductionRow row, int budget, int seed) => new(row.Name, row.UsesAllLabels ? "all" : $"{budget}", seed);
}
