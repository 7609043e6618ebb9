namespace Pipeline.Training;

/// <summary>What a card says of a network.</summary>
/// <param name="Patch">Side of the training window, pixels of the prepared grid.</param>
/// <param name="Divisibility">Input sides must be multiples of it.</param>
/// <param name="Input">Name of the graph's input.</param>
/// <param name="Output">Name of the graph's output, logits.</param>
public sealed record NetworkShape(int Patch, int Divisibility, string Input, string Output);
