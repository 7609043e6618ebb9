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
    protected override ExportableNetwork CreateFilled() => Filled.Settled(Filled.Network((S3Net)Create()));

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
