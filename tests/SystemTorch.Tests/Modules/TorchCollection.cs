namespace SystemTorch.Tests.Modules;

/// <summary>Tests that seed or draw from the process-wide generator, so they run one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "process-wide generator";
}
