namespace SystemTorch.Tests;

/// <summary>Tests that use the process's default generator or its settings: they run alone, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GlobalRandomCollection
{
    public const string Name = "default generator";
}
