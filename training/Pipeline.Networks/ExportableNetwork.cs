using static TorchSharp.torch;

namespace Pipeline.Networks;

/// <summary>
/// A TorchSharp network whose wiring is written once over <see cref="IOps{T}"/>, so that training, the graph export and the
/// reference interpreter run the same text. Layers are ordinary TorchSharp modules in private fields.
/// </summary>
/// <remarks>
/// Training-only heads belong in separate generic methods of the subclass: what <see cref="Run{T}"/> does not call
/// cannot be in an exported graph.
/// </remarks>
public abstract class ExportableNetwork(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Names, channels and size rule of the inputs and outputs.</summary>
    public abstract Signature Signature { get; }

    /// <summary>Runs the network in any interpreter; begins with <see cref="IOps{T}.CheckInput"/>.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="inputs">One value per name in <c>Signature.Inputs</c>, [N,C,H,W] or [N,C,D,H,W].</param>
    /// <returns>One value per name in <c>Signature.Outputs</c>.</returns>
    public abstract IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs);

    /// <summary>The main output for one input, by TorchSharp.</summary>
    public override Tensor forward(Tensor input) => Run(TorchOps.Instance, [input])[0];
}
