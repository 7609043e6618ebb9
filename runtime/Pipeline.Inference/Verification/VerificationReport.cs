namespace Pipeline.Inference;

/// <summary>A bundle on this machine, check by check.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Device">Device that the golden pair ran on.</param>
/// <param name="Backend">Runtime and version.</param>
/// <param name="Rows">The checks.</param>
public sealed record VerificationReport(string Model, string Version, string Device, string Backend, IReadOnlyList<VerificationRow> Rows)
{
    /// <summary>Whether nothing failed.</summary>
    public bool Passed => Rows.All(row => row.Passed != false);

    /// <summary>The report as JSON.</summary>
    public byte[] ToJson() => InferenceJson.ToBytes(this, json => json.VerificationReport);
}
