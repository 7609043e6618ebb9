using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// The network of the self-supervised method (S3-Net, consistency over transformation, Karimijafarbigloo et al., ICCV workshops
/// 2023): [N,3,H,W] → probabilities of K clusters [N,K,H,W] at full resolution. Mode <c>intent</c> has 119,003 parameters, 114,715
/// of them exported; mode <c>reference</c> 103,424 + 27·H·W.
/// </summary>
/// <remarks>
/// 3×3 convolution, attention blocks, a modulated deformable 3×3 convolution, a 1×1 convolution, a batch norm after each; no other
/// activation, no pooling. Fitting one image keeps the norms in training mode; an exported network has running statistics.
/// </remarks>
public sealed class S3Net : ExportableNetwork
{
    private const int Taps = 9;

    private readonly Conv2d conv1, conv3;
    private readonly BatchNorm2d bn1, bn3;
    private readonly ModuleList<LargeKernelBlock> blk;
    private readonly ModuleList<BatchNorm2d> bn2;
    private readonly DeformConv2d deform;
    private readonly Conv2d? predictor, conv_aux;
    private readonly BatchNorm2d? bn4, bn_aux;
    private readonly bool _normalizedInput;

    /// <summary>Builds the network with fresh weights: PyTorch's defaults, but zeros for the predictor of offsets and mask.</summary>
    public S3Net(S3NetOptions options)
        : base(nameof(S3Net))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Clusters, 0);
        int channels = options.Channels;
        Clusters = options.Clusters == 0 ? channels : options.Clusters;
        Signature = new Signature(["image"], ["probs"], options.InputChannels, 1)
        {
            MinimumSize = 2,
            FixedShape = options.FreeOffsets is (int height, int width) ? [1, options.InputChannels, height, width] : null,
        };
        _normalizedInput = options.NormalizedInput;
        conv1 = Conv2d(options.InputChannels, channels, 3, padding: 1);
        bn1 = BatchNorm2d(channels);
        blk = ModuleList([.. Enumerable.Range(0, options.Blocks).Select(_ => new LargeKernelBlock(channels))]);
        bn2 = ModuleList([.. Enumerable.Range(0, options.Blocks).Select(_ => BatchNorm2d(channels))]);
        deform = new DeformConv2d(channels, channels, 3, padding: 1, bias: false);
        if (options.PositiveWeight)
        {
            init.uniform_(deform.weight);
        }
        if (options.FreeOffsets is (int rows, int columns))
        {
            register_parameter("offset", Parameter(rand([1, 2 * Taps, rows, columns])));
            register_parameter("mask", Parameter(rand([1, Taps, rows, columns])));
        }
        else
        {
            predictor = Conv2d(channels, 3 * Taps, 3, padding: 1);
            init.zeros_(predictor.weight);
            init.zeros_(predictor.bias!);
        }
        bn3 = BatchNorm2d(channels);
        conv3 = Conv2d(channels, Clusters, 1);
        bn4 = options.NormalizedScores ? BatchNorm2d(Clusters) : null;
        conv_aux = options.Auxiliary ? Conv2d(channels, Clusters, 1) : null;
        bn_aux = options.Auxiliary ? BatchNorm2d(Clusters) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Signature Signature { get; }

    /// <summary>K.</summary>
    public int Clusters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        T scores = Scores(ops, Features(ops, inputs[0]));
        using (ops.Enter(this))
        {
            return [ops.Softmax(scores, 1)];
        }
    }

    /// <summary>The feature map that both branches read.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,3,H,W].</param>
    /// <returns>[N,channels,H,W].</returns>
    public T Features<T>(IOps<T> ops, T x)
    {
        ops.CheckInput(this, x);
        using (ops.Enter(this))
        {
            x = _normalizedInput ? Normalized(ops, x) : x;
            x = ops.BatchNorm2d(bn1, ops.Conv2d(conv1, x));
            foreach ((LargeKernelBlock block, BatchNorm2d norm) in blk.Zip(bn2))
            {
                x = ops.BatchNorm2d(norm, block.Run(ops, x));
            }
            return x;
        }
    }

    /// <summary>Cluster scores before the softmax.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="features">Result of <see cref="Features{T}"/>.</param>
    /// <returns>[N,K,H,W].</returns>
    public T Scores<T>(IOps<T> ops, T features)
    {
        using (ops.Enter(this))
        {
            (T offset, T mask) = Sampling(ops, features);
            T scores = ops.Conv2d(conv3, ops.BatchNorm2d(bn3, ops.DeformConv2d(deform, features, offset, mask)));
            return bn4 is null ? scores : ops.BatchNorm2d(bn4, scores);
        }
    }

    /// <summary>Scores of the auxiliary branch; training only.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="features">Result of <see cref="Features{T}"/>, of the same or of a transformed image.</param>
    /// <returns>[N,K,H,W].</returns>
    /// <exception cref="InvalidOperationException">The network was built without the branch.</exception>
    public T AuxiliaryScores<T>(IOps<T> ops, T features) => conv_aux is null || bn_aux is null
        ? throw new InvalidOperationException("This S3Net has no auxiliary branch; build it with Auxiliary = true.")
        : ops.BatchNorm2d(bn_aux, ops.Conv2d(conv_aux, features));

    /// <summary>Offsets [N,18,H,W] in pixels and mask [N,9,H,W] of the deformable convolution.</summary>
    private (T Offset, T Mask) Sampling<T>(IOps<T> ops, T features)
    {
        if (predictor is null)
        {
            return (ops.Parameter(get_parameter("offset")!), ops.Parameter(get_parameter("mask")!));
        }
        T predicted = ops.Conv2d(predictor, features);
        return (ops.Slice(predicted, 1, 0, 2 * Taps), ops.Sigmoid(ops.Slice(predicted, 1, 2 * Taps)));
    }

    private static T Normalized<T>(IOps<T> ops, T x) =>
        ops.Div(ops.Sub(x, ops.Mean(x, 2, 3)), ops.Add(ops.StandardDeviation(x, 2, 3), 1e-3));
}
