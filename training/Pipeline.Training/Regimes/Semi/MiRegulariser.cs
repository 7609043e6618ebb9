using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// L_mi = Σ_l ω_l · L_l / (Σ_l ω_l + 1e-16) over the layers, L_l the mean over the layer's heads.
/// </summary>
internal sealed class MiRegulariser : IDisposable
{
    private readonly List<LayerRegulariser> _layers;

    /// <param name="channels">Channels of the network's features by layer name.</param>
    /// <param name="options">Layers, heads and their losses.</param>
    /// <param name="device">Where the network is.</param>
    public MiRegulariser(IReadOnlyDictionary<string, int> channels, SemiOptions options, Device device)
    {
        _layers = [.. options.RegularisedLayers().Select(layer => new LayerRegulariser(layer, channels[layer.Name], options, device))];
        Parameters = [.. _layers.SelectMany(layer => layer.Heads.parameters())];
    }

    public IEnumerable<NamedModule> Modules => _layers.Select(layer => new NamedModule("heads_" + layer.Layer.Name, layer.Heads));

    public IReadOnlyList<Parameter> Parameters { get; }

    public IEnumerable<string> LayerNames => _layers.Select(layer => layer.Layer.Name);

    /// <summary>
    /// The weighted loss, and per layer its loss as it is watched, without shift or gradient: −MI in nats where λ = 1 and the layer has a mutual
    /// information (imsat has none).
    /// </summary>
    public (Tensor Loss, IReadOnlyList<Tensor> PerLayer) Loss(UnlabelledOutputs outputs, ITransformation t)
    {
        var plain = outputs.PlainFeatures ?? throw new ArgumentException("the plain images did not pass the network", nameof(outputs));
        var weights = _layers.Sum(layer => layer.Layer.Weight) + 1e-16;
        var losses = _layers.Select(layer => layer.Loss(plain[layer.Layer.Name], outputs.CopyFeatures[layer.Layer.Name], t)).ToList();
        var sum = _layers.Zip(losses, (layer, loss) => layer.Layer.Weight / weights * loss.Loss).Aggregate((a, b) => a + b);
        return (sum, [.. losses.Select(loss => loss.Unshifted)]);
    }

    public void Dispose()
    {
        foreach (var layer in _layers) layer.Dispose();
    }
}
