using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>Tensors read from a file, on the CPU and contiguous; whoever reads it disposes it.</summary>
/// <param name="Tensors">By state_dict key. Tensors that shared memory in a <c>.pt</c> file share it here.</param>
/// <param name="Metadata">The file's free text entries; only safetensors has them.</param>
/// <param name="Notes">What was stripped or left out, one sentence each, for the user to see.</param>
public sealed record WeightsFile(
    IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> Notes) : IDisposable
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
