using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

/// <summary>What an exported graph can contain: the parameters that a network's outputs depend on.</summary>
internal static class Reached
{
    /// <summary>Numbers in the parameters that get a gradient from any output of <see cref="ExportableNetwork.Run{T}"/>.</summary>
    public static long Parameters(ExportableNetwork network, long[] shape)
    {
        using DisposeScope scope = NewDisposeScope();
        network.eval();
        IReadOnlyList<Tensor> outputs = network.Run(TorchOps.Instance, [.. network.Signature.Inputs.Select(_ => rand(shape))]);
        outputs.Select(output => output.sum()).Aggregate((a, b) => a + b).backward();
        return network.parameters().Where(parameter => parameter.grad is not null).Sum(parameter => parameter.numel());
    }
}
