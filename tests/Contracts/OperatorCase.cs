using Pipeline.Export;
using Pipeline.Networks;

namespace Pipeline.Contracts;

/// <summary>A network of one operator call, as an operator's contract test runs it through every interpreter.</summary>
/// <remarks>Where inputs of different shapes are needed, <see cref="Apply"/> cuts or moves them with other operators.</remarks>
/// <param name="name">Operator and parameters, for messages.</param>
/// <param name="inputs">Number of inputs.</param>
/// <param name="channels">Channels of every input.</param>
/// <param name="dimensions">Spatial axes.</param>
public abstract class OperatorCase(string name, int inputs, int channels, int dimensions = 2) : ExportableNetwork(name)
{
    /// <inheritdoc/>
    public override Signature Signature { get; } =
        new([.. Enumerable.Range(0, inputs).Select(i => $"x{i}")], ["y"], channels, 1) { Dimensions = dimensions };

    /// <summary>Input sizes [N,C,H,W] or [N,C,D,H,W]; the graph is exported once and must run at all of them.</summary>
    public virtual IReadOnlyList<int[]> Shapes { get; } = dimensions == 2
        ? [[1, channels, 6, 6], [3, channels, 7, 5], [2, channels, 4, 9]]
        : [[1, channels, 4, 5, 6], [3, channels, 5, 3, 4], [2, channels, 3, 6, 5]];

    /// <summary>How the case is exported.</summary>
    public virtual ExportOptions Options => ExportOptions.Default;

    /// <summary>The graph is exported once per shape, for this shape alone.</summary>
    public virtual bool FixedShape => false;

    /// <summary>
    /// One number of an input. Operators with kinks or a limited domain take it away from there, so that slopes exist.
    /// </summary>
    /// <param name="input">Which input.</param>
    /// <param name="index">Which element.</param>
    /// <param name="normal">A number drawn from the normal distribution.</param>
    public virtual float Draw(int input, int index, float normal) => normal;

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

    /// <summary>At least a tenth away from 0.</summary>
    protected static float AwayFromZero(float normal) => MathF.CopySign(0.1f + MathF.Abs(normal), normal);

    /// <summary>Half or more.</summary>
    protected static float Positive(float normal) => 0.5f + MathF.Abs(normal);

    /// <summary>
    /// Multiples of 1/100 from −5 to 5, all different below a thousand elements; those of the second input lie halfway between.
    /// </summary>
    protected static float Distinct(int input, int index) => (index * 389 % 1009 / 100f) - 5 + (0.005f * input);

    /// <summary>Odd multiples of 1/32: never a pixel's centre as an offset in pixels, nor in [−1, 1] on fewer than 64 pixels.</summary>
    protected static float OffCentre(float normal) => ((2 * MathF.Floor(12 * normal)) + 1) / 32;
}
