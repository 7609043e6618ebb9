using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>One optimiser and what it moves. A regime has one, or several (a pair of network and optimiser per modality, for instance).</summary>
/// <param name="Name">Names the optimiser's file in a checkpoint.</param>
/// <param name="Parameters">The parameters that the optimiser moves and whose gradient norm is clipped together.</param>
/// <param name="Optimiser">Owned by the regime.</param>
/// <param name="RateFactor">Multiplies the run's learning rate.</param>
public sealed record Learner(string Name, IReadOnlyList<Parameter> Parameters, OptimizerHelper Optimiser, double RateFactor = 1);
