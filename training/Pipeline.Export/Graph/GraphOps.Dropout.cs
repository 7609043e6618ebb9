using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export;

// Dropout does nothing in evaluation mode; its name is taken, so that later names agree with the other interpreters'.
public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Dropout(Dropout m, Value x) => Nothing(nameof(Dropout), m, x);

    /// <inheritdoc/>
    public Value Dropout2d(Dropout2d m, Value x) => Nothing(nameof(Dropout2d), m, x);

    /// <inheritdoc/>
    public Value Dropout3d(Dropout3d m, Value x) => Nothing(nameof(Dropout3d), m, x);

    private Value Nothing(string name, nn.Module m, Value x)
    {
        _ = _names.Next(name, m);
        return x;
    }
}
