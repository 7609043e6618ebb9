namespace Pipeline.Inference;

/// <summary>Values with their shape, row-major (last axis fastest).</summary>
public sealed record NamedTensor(float[] Values, long[] Shape);
