using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>A local mutual-information loss.</summary>
/// <param name="Loss">Scalar with gradient.</param>
/// <param name="Unshifted">The loss without the subtraction of the minimum, for λ = 1 −MI in nats: the figure to watch. Scalar, no gradient.</param>
public readonly record struct LocalInformation(Tensor Loss, Tensor Unshifted);
