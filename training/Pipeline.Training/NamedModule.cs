using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>A module whose state_dict is part of every checkpoint.</summary>
public sealed record NamedModule(string Name, nn.Module Module);
