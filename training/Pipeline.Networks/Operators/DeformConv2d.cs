using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Weight [O,C,kh,kw], bias [O] and geometry of a modulated deformable convolution (Zhu et al., CVPR 2019) with one offset group;
/// TorchSharp has none. Run it through <see cref="IOps{T}.DeformConv2d"/>.
/// </summary>
public sealed class DeformConv2d : Module
{
    /// <summary>Builds the layer with PyTorch's initialisation of a convolution: uniform in ±1/√(C·kh·kw).</summary>
    public DeformConv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, bool bias = true)
        : base(nameof(DeformConv2d))
    {
        (this.in_channels, this.out_channels) = (in_channels, out_channels);
        (this.kernel_size, this.stride) = ([kernel_size, kernel_size], [stride, stride]);
        (this.padding, this.dilation) = ([padding, padding], [dilation, dilation]);
        double bound = 1 / Math.Sqrt(in_channels * kernel_size * kernel_size);
        register_parameter("weight", Parameter(init.uniform_(empty([out_channels, in_channels, kernel_size, kernel_size]), -bound, bound)));
        if (bias)
        {
            register_parameter("bias", Parameter(init.uniform_(empty([out_channels]), -bound, bound)));
        }
    }

    /// <summary>[O,C,kh,kw].</summary>
    public Parameter weight => get_parameter("weight")!;

    /// <summary>[O], or null.</summary>
    public Parameter? bias => get_parameter("bias");

    /// <summary>C.</summary>
    public long in_channels { get; }

    /// <summary>O.</summary>
    public long out_channels { get; }

    /// <summary>[kh, kw].</summary>
    public long[] kernel_size { get; }

    /// <summary>Step between windows, [y, x].</summary>
    public long[] stride { get; }

    /// <summary>Zeros at each border, [y, x].</summary>
    public long[] padding { get; }

    /// <summary>Distance between taps, [y, x].</summary>
    public long[] dilation { get; }

    /// <summary>kh · kw.</summary>
    public long Taps => kernel_size[0] * kernel_size[1];

    /// <summary>Refuses shapes that do not belong together.</summary>
    /// <exception cref="ArgumentException">Says what was found and what was expected.</exception>
    public void Check(ReadOnlySpan<long> x, ReadOnlySpan<long> offset, ReadOnlySpan<long> mask)
    {
        if (x.Length != 4 || x[1] != in_channels || x[2] < 2 || x[3] < 2)
        {
            throw new ArgumentException($"DeformConv2d: input is {Text(x)}, expected N×{in_channels}×H×W with H and W of at least 2.");
        }
        long rows = Windows(x[2], 0), columns = Windows(x[3], 1);
        RequireShape("offset", offset, [x[0], 2 * Taps, rows, columns]);
        RequireShape("mask", mask, [x[0], Taps, rows, columns]);
    }

    private long Windows(long size, int axis) => ((size + (2 * padding[axis]) - (dilation[axis] * (kernel_size[axis] - 1)) - 1) / stride[axis]) + 1;

    private static void RequireShape(string name, ReadOnlySpan<long> found, ReadOnlySpan<long> expected)
    {
        if (!found.SequenceEqual(expected))
        {
            throw new ArgumentException($"DeformConv2d: {name} is {Text(found)}, expected {Text(expected)}.");
        }
    }

    private static string Text(ReadOnlySpan<long> shape) => string.Join('×', shape.ToArray());
}
