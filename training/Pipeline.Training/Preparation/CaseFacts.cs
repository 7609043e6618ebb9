namespace Pipeline.Training.Preparation;

/// <summary>What a case looked like before preparation; the card's envelope is made of these.</summary>
/// <param name="Spacing">mm, [x, y, z].</param>
/// <param name="Orientation">Such as "LPS".</param>
/// <param name="Percentiles">Raw 1st, 50th and 99th percentile, three numbers per modality.</param>
public sealed record CaseFacts(double[] Spacing, string Orientation, double[] Percentiles);
