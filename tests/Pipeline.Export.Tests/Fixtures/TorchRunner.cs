using Pipeline.Inference;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>The network by TorchSharp behind the runtime's pre- and post-processing.</summary>
internal sealed class TorchRunner(nn.Module<Tensor, Tensor> network) : IModelRunner
{
    public void Run(ReadOnlySpan<float> input, int n, int h, int w, Span<float> output)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        network.call(tensor(input.ToArray(), [n, input.Length / (n * h * w), h, w])).contiguous().data<float>().CopyTo(output);
    }

    public void Dispose()
    {
    }
}
