using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>Tensors read from a file, on the CPU; whoever reads it disposes it.</summary>
/// <param name="Tensors">By state_dict key.</param>
/// <param name="Metadata">The file's free text entries.</param>
public sealed record SafeTensorsFile(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
