using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// The oracle: every operator as its definition says, in plain loops and double precision, without Torch's kernels and without
/// ONNX. Never optimised beyond the order of the loops; batch norm always uses running statistics.
/// </summary>
public sealed partial class ReferenceOps : IOps<ReferenceTensor>
{
    private readonly LayerNames _names;
    private readonly Action<string, ReferenceTensor>? _observer;

    /// <summary>An interpreter for one run of a network.</summary>
    /// <param name="network">Where the layers live; gives their names.</param>
    /// <param name="observer">Sees every intermediate result under its layer name.</param>
    public ReferenceOps(nn.Module network, Action<string, ReferenceTensor>? observer = null)
    {
        _names = new LayerNames(network);
        _observer = observer;
    }

    /// <inheritdoc/>
    public IDisposable Enter(nn.Module block) => _names.Enter(block);

    /// <inheritdoc/>
    public void CheckInput(ExportableNetwork network, ReferenceTensor x) =>
        network.Signature.Check(network.GetName(), Array.ConvertAll(x.Shape, size => (long)size));

    private ReferenceTensor Show(string operatorName, nn.Module? module, ReferenceTensor y)
    {
        string name = _names.Next(operatorName, module);
        _observer?.Invoke(name, y);
        return y;
    }
}
