namespace Pipeline.Training.Reproduction;

/// <summary>One row of a comparison: what it changes of the preset that all rows share.</summary>
/// <param name="Name">In file names and on the command line: "mi-consistency".</param>
/// <param name="Title">In the table.</param>
/// <param name="Settings">"key=value" assignments, as of <c>--set</c>.</param>
/// <param name="Seeds">Seeds that the whole table runs it with, at the main budget.</param>
public sealed record ReproductionRow(string Name, string Title, IReadOnlyList<string> Settings, int Seeds)
{
    /// <summary>Uses every label, whatever the budget: the ceiling.</summary>
    public bool UsesAllLabels { get; init; }

    /// <summary>Runs at the further budgets too, for the figure.</summary>
    public bool InBudgetFigure { get; init; }
}
