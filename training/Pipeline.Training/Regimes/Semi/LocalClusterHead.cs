using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Clusters pixels by a decoder layer: 1×1 convolution (or hidden layer of 64, LeakyReLU 0.01), softmax over channels.
/// Features [N,C,H,W] → probabilities [N,K,H,W]. Training only: no exported graph can contain it.
/// </summary>
public sealed class LocalClusterHead : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> project;

    public LocalClusterHead(int channels, int clusters, bool hidden)
        : base(nameof(LocalClusterHead))
    {
        project = hidden
            ? nn.Sequential(nn.Conv2d(channels, 64, 1), nn.LeakyReLU(0.01), nn.Conv2d(64, clusters, 1))
            : nn.Conv2d(channels, clusters, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => project.call(input).softmax(1);
}
