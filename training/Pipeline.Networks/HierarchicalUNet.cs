using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// The U-Net of the semi-weakly supervised method (multi-label deep supervision, Reiß et al., CVPR 2021; the authors' class of
/// the same name): [N,C,H,W] → logits [N,classes,H,W]. Five more heads at all scales serve training only. 31,176,088 parameters for 1
/// channel and 4 classes, 31,046,852 of them exported.
/// </summary>
/// <remarks>
/// Five levels of width, 2·width, … 16·width channels, max-pooling between, transposed convolutions on the way up, skip first when
/// concatenating. H and W are multiples of 16 unless <see cref="HierarchicalUNetOptions.AnySize"/> is set. Keys are the authors';
/// initialisation is PyTorch's default.
/// </remarks>
public sealed class HierarchicalUNet : ExportableNetwork
{
    // Arrays are not registered: the constructor gives the blocks the authors' keys.
    private readonly DoubleConv[] _encoder, _decoder;
    private readonly ConvTranspose2d[] _up;
    private readonly SegmentationHead[] _auxiliary;
    private readonly SegmentationHead outc_mask;
    private readonly Dropout2d? dropout;
    private readonly bool _padded;

    /// <summary>Builds the network with fresh weights.</summary>
    public HierarchicalUNet(HierarchicalUNetOptions options)
        : base(nameof(HierarchicalUNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.InputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HeadHidden, 1);
        _padded = options.AnySize;
        Signature = new Signature(["image"], ["logits"], options.InputChannels, _padded ? 1 : 16) { MinimumSize = _padded ? 16 : 1 };

        int[] down = [.. Enumerable.Range(0, 5).Select(level => options.Width << level)];
        down[4] /= options.Bilinear ? 2 : 1;
        _encoder = [.. Enumerable.Range(0, 5).Select(level => Block(options, level == 0 ? options.InputChannels : down[level - 1], down[level]))];
        register_module("inc", _encoder[0]);
        for (int level = 1; level < 5; level++)
        {
            register_module($"down{level}", Nested.At("maxpool_conv.1", _encoder[level]));
        }

        List<int> up = [down[4]];
        _decoder = new DoubleConv[4];
        _up = options.Bilinear ? [] : new ConvTranspose2d[4];
        for (int step = 1; step <= 4; step++)
        {
            int skip = options.Width << (4 - step), output = options.Bilinear && step < 4 ? skip / 2 : skip;
            _decoder[step - 1] = Block(options, 2 * skip, output, options.Bilinear ? skip : null);
            Sequential layers = Nested.At("conv", _decoder[step - 1]);
            if (!options.Bilinear)
            {
                _up[step - 1] = ConvTranspose2d(up[^1], skip, 2, stride: 2);
                layers.append("up", _up[step - 1]);
            }
            register_module($"up{step}", layers);
            up.Add(output);
        }

        dropout = options.Dropout > 0 ? Dropout2d(options.Dropout) : null;
        outc_mask = new SegmentationHead(options.Width, options.HeadHidden, options.Classes);
        _auxiliary = [.. up.Select(channels => new SegmentationHead(channels, options.HeadHidden, options.Classes))];
        foreach ((string name, SegmentationHead head) in AuxiliaryNames.Zip(_auxiliary))
        {
            register_module(name, head);
        }
        RegisterComponents();
    }

    /// <summary>Names of the training-only heads, which are the prefixes of their keys: bottleneck first, full scale last.</summary>
    public static IReadOnlyList<string> AuxiliaryNames { get; } = ["outc_x5", "outc_up1", "outc_up2", "outc_up3", "outc_up4"];

    /// <inheritdoc/>
    public override Signature Signature { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs) => [Mask(ops, Decode(ops, inputs[0]))];

    /// <summary>The outputs of all heads from one pass, for training.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,C,H,W].</param>
    /// <returns>
    /// Logits [N,classes,H,W] as <see cref="Run{T}"/> gives them, and the auxiliary logits [N,classes,h,w] in the order of
    /// <see cref="AuxiliaryNames"/>: h = H/16, H/8, H/4, H/2, H.
    /// </returns>
    public (T Logits, IReadOnlyList<T> Auxiliary) Heads<T>(IOps<T> ops, T x)
    {
        IReadOnlyList<T> levels = Decode(ops, x);
        return (Mask(ops, levels), [.. _auxiliary.Select((head, level) => head.Run(ops, levels[level]))]);
    }

    private T Mask<T>(IOps<T> ops, IReadOnlyList<T> levels) =>
        outc_mask.Run(ops, dropout is null ? levels[^1] : ops.Dropout2d(dropout, levels[^1]));

    /// <summary>The bottleneck and the four decoder outputs, coarse to fine.</summary>
    private List<T> Decode<T>(IOps<T> ops, T x)
    {
        ops.CheckInput(this, x);
        List<T> skips = [_encoder[0].Run(ops, x)];
        foreach (DoubleConv block in _encoder.Skip(1))
        {
            skips.Add(block.Run(ops, ops.MaxPool2d(skips[^1], 2, 2)));
        }
        List<T> levels = [skips[^1]];
        for (int step = 0; step < 4; step++)
        {
            T skip = skips[3 - step];
            T up = _up.Length == 0 ? ops.UpsampleBilinear2d(levels[^1], 2, alignCorners: true) : ops.ConvTranspose2d(_up[step], levels[^1]);
            levels.Add(_decoder[step].Run(ops, ops.Concat(skip, _padded ? ops.PadLike(up, skip) : up)));
        }
        return levels;
    }

    private static DoubleConv Block(HierarchicalUNetOptions options, long input, long output, long? middle = null) =>
        new(input, output, "double_conv", middle, channels => options.Norm switch
        {
            UNetNorm.Batch => BatchNorm2d(channels),
            UNetNorm.Group => GroupNorm(options.Groups, channels),
            _ => (Module<Tensor, Tensor>?)null,
        });
}
