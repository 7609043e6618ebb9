namespace Pipeline.Training.Reproduction;

/// <summary>One point of a learning curve.</summary>
public sealed record CurvePoint(long Step, double Score);

/// <summary>Dice on the test patients.</summary>
/// <param name="MeanDice">Mean over foreground classes, then cases.</param>
/// <param name="Dice">By class.</param>
/// <param name="Cases">By case, for paired comparisons.</param>
public sealed record TestFigures(double MeanDice, IReadOnlyDictionary<string, double> Dice, IReadOnlyList<CaseDice> Cases);

/// <summary>Mean foreground Dice of one case.</summary>
public sealed record CaseDice(string Id, string Group, double Dice);
