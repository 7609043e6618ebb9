namespace Pipeline.Bundles;

/// <summary>
/// A bundle or one of its files breaks a rule. The message is one line that begins with the file; programs print it as it is and
/// leave with <see cref="ExitCodes.BadInput"/>.
/// </summary>
/// <param name="file">The file as named to the user, for example <c>card.json</c> or <c>model.onnx</c>.</param>
/// <param name="rule">Short name of the broken rule, for example <c>external-data</c>; stable, for tests and scripts.</param>
/// <param name="message">What was found, what was expected, what to do; without the file name.</param>
public sealed class BundleException(string file, string rule, string message, Exception? inner = null)
    : Exception(file.Length == 0 ? message : file + ": " + message, inner)
{
    /// <summary>The file at fault, as the user knows it.</summary>
    public string File { get; } = file;

    /// <summary>The rule that was broken, in a word.</summary>
    public string Rule { get; } = rule;
}
