namespace Pipeline.Training.Configuration;

/// <summary>result.json, written when the last step is done.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="LastScore">Validation score after the last step; null where nothing validates.</param>
/// <param name="BestScore">Best validation score of the run.</param>
/// <param name="BestStep">Step of the best score.</param>
/// <param name="LastValues">Named values of the last validation, e.g. Dice per class.</param>
/// <param name="WeightsSha256">Hash of the served network's weight file.</param>
/// <param name="Seconds">Time spent in all sittings together.</param>
/// <param name="WaitShare">Share of the training time in which the trainer waited for data.</param>
/// <param name="SecondsPerStep">Mean, validation and checkpoints not counted.</param>
public sealed record RunResult(
    long Steps,
    double? LastScore,
    double? BestScore,
    long? BestStep,
    IReadOnlyDictionary<string, double>? LastValues,
    string WeightsSha256,
    double Seconds,
    double WaitShare,
    double SecondsPerStep);
