using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>A parameter of the network as a value: a learnt map, a token, free offsets.</summary>
    T Parameter(Parameter p);
}
