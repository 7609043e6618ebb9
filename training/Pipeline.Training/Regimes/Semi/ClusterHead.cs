using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Clusters whole images by an encoder layer: mean over pixels, linear map (or hidden layer of 128, LeakyReLU 0.01), softmax.
/// Features [N,C,h,w] → probabilities [N,K]. Training only: no exported graph can contain it.
/// </summary>
public sealed class ClusterHead : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> project;

    public ClusterHead(int channels, int clusters, bool hidden)
        : base(nameof(ClusterHead))
    {
        project = hidden
            ? nn.Sequential(nn.Linear(channels, 128), nn.LeakyReLU(0.01), nn.Linear(128, clusters))
            : nn.Linear(channels, clusters);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => project.call(input.mean([2, 3])).softmax(1);
}
