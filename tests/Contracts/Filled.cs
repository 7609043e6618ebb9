using Pipeline.Export;
using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>Gives networks weights that hide nothing: batch norms far from the identity, no channel dead by construction.</summary>
internal static class Filled
{
    /// <summary>Fills every float parameter and buffer from a seed and switches to evaluation mode.</summary>
    public static TNetwork Network<TNetwork>(TNetwork network, int seed = 7)
        where TNetwork : nn.Module
    {
        Random random = new(seed);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string key, Tensor target) in network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (target.dtype is ScalarType.Float32 or ScalarType.Float64)
            {
                float[] values = [.. Enumerable.Range(0, (int)target.numel()).Select(_ => Value(key, target, random))];
                target.copy_(tensor(values, target.shape).to(target.dtype));
            }
        }
        network.eval();
        return network;
    }

    /// <summary>
    /// Sets the running statistics to those of a noise image. Random ones would leave scores of hundreds behind the products of the attention
    /// blocks, and a softmax that is a step.
    /// </summary>
    public static S3Net Settled(S3Net network)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        long[] shape = network.Signature.FixedShape is { } only ? [.. only.Select(size => (long)size)] : [2, 3, 32, 32];
        Tensor x = tensor(ParityInput.Uniform([.. shape.Select(size => (int)size)], 1, new Random(3)).Values[0], shape);
        foreach (BatchNorm2d norm in network.modules().OfType<BatchNorm2d>())
        {
            norm.momentum = 1;
        }
        network.train();
        network.call(x);
        network.eval();
        return network;
    }

    /// <summary>Normal numbers of a shape, the same for the same seed.</summary>
    public static float[] Normal(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)Gauss(random))];
    }

    private static float Value(string key, Tensor target, Random random) => (float)(key[(key.LastIndexOf('.') + 1)..] switch
    {
        "running_mean" => 0.3 * Gauss(random),
        "running_var" => 0.5 + random.NextDouble(),
        "weight" when target.ndim == 1 => 1 + (0.3 * Gauss(random)),
        "weight" => Gauss(random) * Math.Sqrt(2.0 * target.shape[0] / target.numel()),
        _ => 0.3 * Gauss(random),
    });

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
