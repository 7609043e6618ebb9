using static TorchSharp.torch;

namespace Pipeline.Networks;

/// <summary>A reusable part of a network: one value in, one out, in any interpreter, with its own place in the layer names.</summary>
public abstract class Block(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Runs the block; functional operators inside are named after it.</summary>
    public T Run<T>(IOps<T> ops, T x)
    {
        using (ops.Enter(this))
        {
            return Wire(ops, x);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(TorchOps.Instance, input);

    /// <summary>The block's text.</summary>
    protected abstract T Wire<T>(IOps<T> ops, T x);
}
