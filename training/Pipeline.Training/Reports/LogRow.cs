namespace Pipeline.Training.Reports;

/// <summary>One line of the log: means over the steps since the line before.</summary>
public sealed record LogRow
{
    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    public required double LearningRate { get; init; }

    public required double Loss { get; init; }

    /// <summary>In the order of the regime's loss terms.</summary>
    public required IReadOnlyList<double> Terms { get; init; }

    /// <summary>Norm of the gradient before clipping.</summary>
    public required double GradientNorm { get; init; }

    public required double SecondsPerStep { get; init; }

    /// <summary>Share of the time in which the trainer waited for batches.</summary>
    public required double WaitShare { get; init; }

    public required double ResidentMib { get; init; }

    /// <summary>Validation at this step, where there was one.</summary>
    public ValidationScore? Validation { get; init; }
}
