namespace Pipeline.Bundles;

/// <summary>
/// What the training network gave for an input that any program can make again: enough to see on another machine that the model
/// computes the same, without the network.
/// </summary>
public sealed record RecordedRun
{
    /// <summary>Most values of one input or output.</summary>
    public const int MaxElements = 1 << 22;

    /// <summary>Shape of the input, [N,C,H,W] or [N,C,D,H,W].</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>
    /// Seed of the input: value i (row-major) is the top 24 bits of the i-th number of splitmix64 started with it, / 2²⁴, so
    /// uniform in [0, 1).
    /// </summary>
    public required long Seed { get; init; }

    /// <summary>What came out, by the output's name.</summary>
    public required IReadOnlyDictionary<string, RecordedOutput> Outputs { get; init; }

    internal void Validate(Check check)
    {
        check.That(Shape.Count is 4 or 5, "shape", $"found {Shape.Count} axes, expected 4 or 5");
        RecordedOutput.CheckElements(check, Shape);
        check.That(Outputs.Count is >= 1 and <= ParityFile.MaxOutputs, "outputs", $"found {Outputs.Count}, expected 1 to {ParityFile.MaxOutputs}");
        foreach ((string name, RecordedOutput output) in Outputs)
        {
            check.Filled(name, "outputs");
            output.Validate(check.At("outputs." + name));
        }
    }
}
