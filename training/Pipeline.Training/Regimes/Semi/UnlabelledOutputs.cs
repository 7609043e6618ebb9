using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>What the network says of the unlabelled images (null where they did not pass) and of their transformed copies; logits [B,C,H,W], features by layer.</summary>
internal sealed record UnlabelledOutputs(
    Tensor? PlainLogits, Tensor CopyLogits, IReadOnlyDictionary<string, Tensor>? PlainFeatures, IReadOnlyDictionary<string, Tensor> CopyFeatures);
