using static TorchSharp.torch;

namespace Pipeline.Networks;

/// <summary>
/// The operators a network may use, over values of any interpreter: TorchSharp tensors (training), graph values (export),
/// plain arrays (reference). A network that uses an operator which does not exist here does not compile.
/// </summary>
/// <remarks>
/// One partial file per family of operators (<c>IOps.Pooling.cs</c>, …). A new operator is one method here, one in each
/// interpreter, and one case in the operator contract. Modules come in as holders of weights and attributes; layouts are
/// [N,C,H,W] and [N,C,D,H,W]. Sizes that depend on the input must stay values: never C# numbers.
/// </remarks>
/// <typeparam name="T">The interpreter's value.</typeparam>
public partial interface IOps<T>
{
    /// <summary>Enters a block, so that operators without a module of their own are named after it; dispose to leave.</summary>
    IDisposable Enter(nn.Module block);

    /// <summary>Refuses an input that the network's <see cref="Signature"/> does not allow.</summary>
    void CheckInput(ExportableNetwork network, T x);
}
