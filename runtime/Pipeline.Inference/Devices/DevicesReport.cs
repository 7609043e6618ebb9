namespace Pipeline.Inference;

/// <summary>All devices, with the runtime that was asked.</summary>
/// <param name="Backend">Runtime and version.</param>
/// <param name="Devices">One entry per device.</param>
public sealed record DevicesReport(string Backend, IReadOnlyList<DeviceReport> Devices)
{
    /// <summary>The report as JSON.</summary>
    public byte[] ToJson() => InferenceJson.ToBytes(this, json => json.DevicesReport);
}
