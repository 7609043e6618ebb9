namespace Pipeline.Export;

/// <summary>How far one output of the model is from the network's, over all inputs compared.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Difference">Largest and mean |Δ|, range.</param>
/// <param name="LabelAgreement">Share of positions with the same label; null for outputs that give none.</param>
/// <param name="Reference">Network against the reference interpreter on the smallest input.</param>
public sealed record OutputDifference(string Name, Difference Difference, double? LabelAgreement, Difference Reference);
