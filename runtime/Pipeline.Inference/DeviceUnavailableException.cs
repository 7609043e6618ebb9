namespace Pipeline.Inference;

/// <summary>A device or a resource that was asked for cannot be had on this machine (exit code 4). The message is one line and names the way out.</summary>
public sealed class DeviceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
