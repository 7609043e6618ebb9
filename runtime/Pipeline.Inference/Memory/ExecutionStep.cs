namespace Pipeline.Inference;

/// <summary>One kernel that runs: what it reads, the tensors that it makes with their bytes, and the bytes that it takes for itself meanwhile.</summary>
internal sealed record ExecutionStep(IReadOnlyList<string> Reads, IReadOnlyList<(string Name, double Bytes)> Makes, double Workspace);
