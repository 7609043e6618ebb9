namespace Pipeline.Export;

/// <summary>How far one output of the model is from the network's, over all inputs compared.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Difference">Largest and mean |Δ|, range.</param>
/// <param name="LabelAgreement">Share of positions with the same arg-max over channels; 1 for outputs of one channel.</param>
public sealed record OutputDifference(string Name, Difference Difference, double LabelAgreement);
