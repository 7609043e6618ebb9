using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>The loss of one step.</summary>
/// <param name="Total">Scalar tensor that is differentiated.</param>
/// <param name="Terms">Values for the log, in the order of <see cref="Regime.LossTerms"/>.</param>
public readonly record struct StepLoss(Tensor Total, IReadOnlyList<double> Terms);
