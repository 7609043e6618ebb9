namespace Pipeline.Inference;

/// <summary>Whether a device can be used on this machine.</summary>
/// <param name="Device">The word for <c>--device</c>.</param>
/// <param name="Available">Whether a small network ran on it and gave the right result.</param>
/// <param name="Detail">Threads of the processor, or why the device cannot be had.</param>
public sealed record DeviceReport(string Device, bool Available, string Detail);
