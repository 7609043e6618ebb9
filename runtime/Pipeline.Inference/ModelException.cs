namespace Pipeline.Inference;

/// <summary>A network that does not load, or does not do what its card says. The message is one line.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
