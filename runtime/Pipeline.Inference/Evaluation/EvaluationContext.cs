using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>What is written beside the figures, and how the evaluation runs.</summary>
public sealed record EvaluationContext
{
    /// <summary>Runtime and version, such as <c>onnxruntime 1.31.1</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>The command that reproduces the figures.</summary>
    public required string Command { get; init; }

    /// <summary>Commit of the code; empty when unknown.</summary>
    public required string Commit { get; init; }

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the next case is read while the network runs (more memory, less time).</summary>
    public bool Overlap { get; init; } = true;

    /// <summary>Called after each case, from any thread.</summary>
    public Action<CaseMetrics>? Progress { get; init; }
}
