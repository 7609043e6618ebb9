namespace Pipeline.Bundles;

/// <summary>
/// The user's input cannot be used. The message is one line: what was found, what was expected, what to do.
/// Programs print it as it is and leave with <see cref="ExitCodes.BadInput"/>.
/// </summary>
public sealed class UserInputException(string message, Exception? inner = null) : Exception(message, inner);
