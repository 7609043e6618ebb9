namespace Pipeline.Bundles;

/// <summary>Makes the exception for a broken file: bundle files and the user's own files have different ones.</summary>
internal delegate Exception FileFault(string file, string rule, string message);

/// <summary>The two kinds of faults.</summary>
internal static class FileFaults
{
    /// <summary>A file that belongs to a bundle.</summary>
    public static readonly FileFault Bundle = static (file, rule, message) => new BundleException(file, rule, message);

    /// <summary>A file that the user wrote or named.</summary>
    public static readonly FileFault User = static (file, _, message) => new UserInputException($"{file}: {message}");
}
