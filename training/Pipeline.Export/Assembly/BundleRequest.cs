using Pipeline.Bundles;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>Everything that a bundle is made from.</summary>
public sealed record BundleRequest
{
    /// <summary>The trained network, in evaluation mode.</summary>
    public required ExportableNetwork Network { get; init; }

    /// <summary>
    /// The card as known before measuring. Versions of the training backend, the runtime, .NET and the system are added to its
    /// <c>Versions</c>; <c>Golden</c> and <c>Metrics</c> are filled in.
    /// </summary>
    public required Card Card { get; init; }

    /// <summary>Folder of all models; the bundle becomes ROOT/NAME/VERSION, which must not exist.</summary>
    public required string ModelsRoot { get; init; }

    /// <summary>The golden input.</summary>
    public required GoldenPhantom Phantom { get; init; }

    /// <summary>Cases with truth to evaluate through the runtime; without them the bundle has no metrics.json.</summary>
    public IReadOnlyList<EvaluationCase> Cases { get; init; } = [];

    /// <summary>
    /// The training library behind the same pre- and post-processing; with it the Dice before export is recorded beside the one after.
    /// The caller disposes it.
    /// </summary>
    public IModelRunner? TrainingRunner { get; init; }

    /// <summary>How the graph is made.</summary>
    public ExportOptions Export { get; init; } = ExportOptions.Default;

    /// <summary>What proves it; the phantom's slices are compared besides the random inputs.</summary>
    public ParityOptions Parity { get; init; } = ParityOptions.Default with { Rounds = 10 };

    /// <summary>The command that evaluates again, as it goes into metrics.json; data folders as <c>$PIPELINE_DATA</c>.</summary>
    public string EvaluationCommand { get; init; } = "";

    /// <summary>Called before each stage with a few words.</summary>
    public Action<string>? Progress { get; init; }
}
