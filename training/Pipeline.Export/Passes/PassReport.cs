namespace Pipeline.Export;

/// <summary>What a pass did.</summary>
/// <param name="Pass">Name of the pass.</param>
/// <param name="Done">Layers or constants that it changed, in graph order.</param>
/// <param name="Declined">"layer: reason" for every place that looked right and was left alone.</param>
public sealed record PassReport(string Pass, IReadOnlyList<string> Done, IReadOnlyList<string> Declined);
