namespace Pipeline.Bundles;

/// <summary>All rules of one model's gate.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Rows">The rules in the order in which they are shown.</param>
public sealed record GateResult(string Model, IReadOnlyList<GateRow> Rows)
{
    /// <summary>Whether every rule holds.</summary>
    public bool Passed => Rows.All(r => r.Passed);
}
