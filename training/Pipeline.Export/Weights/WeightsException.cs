namespace Pipeline.Export;

/// <summary>A weight file that breaks its format or does not fit the network; one line with file, what was found, what was expected.</summary>
public sealed class WeightsException(string file, string message) : Exception($"{file}: {message}")
{
    /// <summary>The file as the caller named it.</summary>
    public string File { get; } = file;
}
