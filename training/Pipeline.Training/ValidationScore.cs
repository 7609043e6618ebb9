namespace Pipeline.Training;

/// <summary>The outcome of a validation.</summary>
/// <param name="Score">Larger is better; decides which checkpoint is the best.</param>
/// <param name="Values">Named parts for the log, e.g. "RV" → 0.87.</param>
public sealed record ValidationScore(double Score, IReadOnlyDictionary<string, double> Values);
