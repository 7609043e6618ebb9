namespace Pipeline.Training.Tests.Contracts;

/// <summary>One way in which a layout is broken in practice.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Break">Does it to a copy of a phantom.</param>
/// <param name="Says">What the refusal must say; docs/datasets.md has it too.</param>
public sealed record Breakage(string Name, Action<string> Break, string Says)
{
    public override string ToString() => Name;
}
