using Pipeline.Inference;
using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Training.Validation;

/// <summary>
/// Runs a network by Torch behind the runtime's interface, so that training's own evaluation shares the runtime's pre- and
/// post-processing. The network is put into evaluation mode and given back as it was. Does not own the network.
/// </summary>
public sealed class TorchRunner : IModelRunner
{
    private readonly ExportableNetwork _network;
    private readonly Device _device;
    private readonly bool _training;

    public TorchRunner(ExportableNetwork network, Device device)
    {
        _network = network;
        _device = device;
        _training = network.training;
        network.eval();
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<float> input, int n, int h, int w, Span<float> output)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var image = tensor(input.ToArray(), [n, input.Length / (n * h * w), h, w]).to(_device);
        var logits = _network.call(image)!.cpu().contiguous();
        logits.data<float>().CopyTo(output);
    }

    public void Dispose()
    {
        if (_training) _network.train();
    }
}
