using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>What both modes of <see cref="S3Net"/> share.</summary>
public abstract class S3NetContract : NetworkContract
{
    /// <summary>Channels of the networks under test.</summary>
    protected const int Channels = 4;

    /// <inheritdoc/>
    protected override ExportableNetwork CreateFilled() => Settled(Filled.Network((S3Net)Create()));

    /// <summary>
    /// Sets the running statistics to those of a noise image. Random ones would leave scores of hundreds behind the products of the attention
    /// blocks, and a softmax that is a step.
    /// </summary>
    internal static S3Net Settled(S3Net network)
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

    /// <summary>Convolution and norm of the auxiliary branch.</summary>
    protected override long ExportedParameterCount => ParameterCount - (Channels * Channels) - (3 * Channels);

    protected override IReadOnlyList<string> TrainingOnly => ["conv_aux", "bn_aux"];

    protected override IReadOnlyList<Tensor> TrainingOutputs(ExportableNetwork network, Tensor[] inputs)
    {
        S3Net s3 = (S3Net)network;
        Tensor features = s3.Features(TorchOps.Instance, inputs[0]);
        return [s3.Scores(TorchOps.Instance, features), s3.AuxiliaryScores(TorchOps.Instance, features)];
    }
}
