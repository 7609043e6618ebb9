using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>All gates of a gates file on this machine.</summary>
/// <param name="Backend">Runtime and version.</param>
/// <param name="Results">One result per entry, in the file's order.</param>
public sealed record GateReport(string Backend, IReadOnlyList<GateResult> Results)
{
    /// <summary>Whether every rule of every model holds.</summary>
    public bool Passed => Results.All(result => result.Passed);

    /// <summary>The report as JSON.</summary>
    public byte[] ToJson() => InferenceJson.ToBytes(this, json => json.GateReport);
}
