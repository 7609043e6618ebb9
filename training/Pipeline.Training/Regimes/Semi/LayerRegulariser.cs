using Pipeline.Networks;
using Pipeline.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// The mutual-information loss of one layer: S heads with weights of their own, each a clustering of the same features; mean over the heads.
/// Decoder features of the plain images are transformed as the copies were before the head sees them; pooled encoder features need not be
/// (nor are they masked: what surrounds an affine copy is pooled with it).
/// </summary>
internal sealed class LayerRegulariser : IDisposable
{
    private readonly SubHeads _heads;
    private readonly LocalWindow _window;
    private readonly bool _imsat;

    public LayerRegulariser(MiLayer layer, int channels, SemiOptions options, Device device)
    {
        Layer = layer;
        _window = new LocalWindow(layer.Padding, options.Lambda, options.SubtractMin, options.MiPatch);
        _imsat = options.LocalMi == "imsat";
        var hidden = options.Head == "mlp";
        _heads = new SubHeads(Enumerable.Range(0, options.SubHeads).Select(_ => layer.IsEncoder
            ? (nn.Module<Tensor, Tensor>)new ClusterHead(channels, options.Clusters, hidden)
            : new LocalClusterHead(channels, options.Clusters, hidden))).to(device);
    }

    public MiLayer Layer { get; }

    /// <summary>The heads, for checkpoints and the optimiser.</summary>
    public nn.Module Heads => _heads;

    /// <param name="plain">Features of the plain images [B,C,h,w].</param>
    /// <param name="copies">Features of their transformed copies, same shape.</param>
    /// <param name="t">The draw that made the copies.</param>
    public LocalInformation Loss(Tensor plain, Tensor copies, ITransformation t)
    {
        using var scope = NewDisposeScope();
        (plain, copies) = (TorchOps.Widened(plain), TorchOps.Widened(copies));
        var aligned = Layer.IsEncoder ? plain : t.Apply(plain);
        var mask = Layer.IsEncoder ? null : t.Mask(copies);
        var losses = _heads.Each.Select(head => Loss(head, aligned, copies, mask)).ToList();
        var mean = losses.Select(l => l.Loss).Aggregate((a, b) => a + b) / losses.Count;
        var unshifted = losses.Select(l => l.Unshifted).Aggregate((a, b) => a + b) / losses.Count;
        return new LocalInformation(mean.MoveToOuterDisposeScope(), unshifted.MoveToOuterDisposeScope());
    }

    public void Dispose() => _heads.Dispose();

    private LocalInformation Loss(nn.Module<Tensor, Tensor> head, Tensor plain, Tensor copies, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (loss, unshifted) = Loss(head.call(plain), head.call(copies), mask);
        return new LocalInformation(loss.MoveToOuterDisposeScope(), unshifted.MoveToOuterDisposeScope());
    }

    /// <param name="x">Cluster probabilities of the plain images, aligned with the copies.</param>
    /// <param name="y">Of the copies.</param>
    /// <param name="mask">Pixels that both show; null: all.</param>
    private LocalInformation Loss(Tensor x, Tensor y, Tensor? mask)
    {
        if (!Layer.IsEncoder && !_imsat) return LocalMutualInformation.Of(mask is null ? x : x * mask, mask is null ? y : y * mask, _window);
        var loss = Layer.IsEncoder ? GlobalMutualInformation.Of(x, y, _window.Lambda) : InformationMaximisation.Of(x, y, _window.Lambda, mask);
        return new LocalInformation(loss, loss.detach());
    }
}
