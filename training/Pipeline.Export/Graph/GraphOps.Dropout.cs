using TorchSharp.Modules;

namespace Pipeline.Export;

// Dropout does nothing in evaluation mode; its name is taken, so that later names agree with the other interpreters'.
public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Dropout(Dropout m, Value x) => Nothing(_names.Next(nameof(Dropout), m), x);

    /// <inheritdoc/>
    public Value Dropout2d(Dropout2d m, Value x) => Nothing(_names.Next(nameof(Dropout2d), m), x);

    /// <inheritdoc/>
    public Value Dropout3d(Dropout3d m, Value x) => Nothing(_names.Next(nameof(Dropout3d), m), x);

    private static Value Nothing(string layer, Value x)
    {
        ArgumentException.ThrowIfNullOrEmpty(layer);
        return x;
    }
}
