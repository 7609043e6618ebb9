using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>A case whose operator takes a module, which is registered as "layer".</summary>
/// <typeparam name="TLayer">The module.</typeparam>
public abstract class LayerCase<TLayer> : OperatorCase
    where TLayer : nn.Module
{
    /// <summary>A case of one input.</summary>
    protected LayerCase(string parameters, int channels, TLayer layer, int dimensions = 2)
        : base($"{typeof(TLayer).Name} {parameters}", 1, channels, dimensions)
    {
        Layer = layer;
        Register();
    }

    /// <summary>The module.</summary>
    protected TLayer Layer { get; }

    private void Register() => register_module("layer", Layer);
}
