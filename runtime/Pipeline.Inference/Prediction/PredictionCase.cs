namespace Pipeline.Inference;

/// <summary>One image to segment.</summary>
/// <param name="Id">Name for the outputs: the file name without ending and modality suffix.</param>
/// <param name="Images">Image paths in the order of the card's modalities.</param>
public sealed record PredictionCase(string Id, IReadOnlyList<string> Images);
