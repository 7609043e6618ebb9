using Pipeline.Networks;

namespace Pipeline.Contracts;

/// <summary>A network of one operator call, as an operator's contract test runs it through every interpreter.</summary>
/// <param name="name">Operator and parameters, for messages.</param>
/// <param name="inputs">Number of inputs.</param>
/// <param name="channels">Channels of every input.</param>
public abstract class OperatorCase(string name, int inputs, int channels) : ExportableNetwork(name)
{
    /// <inheritdoc/>
    public override Signature Signature { get; } =
        new([.. Enumerable.Range(0, inputs).Select(i => $"x{i}")], ["y"], channels, 1);

    /// <summary>Input sizes [N,C,H,W]; the graph is exported once and must run at all of them.</summary>
    public virtual IReadOnlyList<int[]> Shapes => [[1, channels, 6, 6], [3, channels, 7, 5], [2, channels, 4, 9]];

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        foreach (T input in inputs)
        {
            ops.CheckInput(this, input);
        }
        return [Apply(ops, inputs)];
    }

    /// <summary>The operator call.</summary>
    protected abstract T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs);
}
