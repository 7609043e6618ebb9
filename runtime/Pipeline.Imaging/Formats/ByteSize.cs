namespace Pipeline.Imaging.Formats;

/// <summary>Byte counts for messages, in decimal units.</summary>
internal static class ByteSize
{
    public static string Text(double bytes) => bytes switch
    {
        < 1e3 => $"{bytes:0} bytes",
        < 1e6 => $"{bytes / 1e3:0.0} kB",
        < 1e9 => $"{bytes / 1e6:0.0} MB",
        < 1e15 => $"{bytes / 1e9:0.0} GB",
        _ => $"{bytes:0.#e0} bytes",
    };
}
