namespace Pipeline.Export;

/// <summary>A network that cannot be exported, or a model that cannot be written; the message names the layer and the way out.</summary>
public sealed class ExportException(string layer, string message)
    : Exception(layer.Length == 0 ? message : $"{layer}: {message}")
{
    /// <summary>Layer path in the network, "" when it is about the whole model.</summary>
    public string Layer { get; } = layer;
}
