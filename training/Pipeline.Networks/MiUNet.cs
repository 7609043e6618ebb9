using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// The 2-D U-Net of the semi-supervised method (mutual information at several layers, Peng et al., MELBA 2021:009; the authors' class
/// <c>UNet</c>): [N,C,H,W] → logits [N,classes,H,W], H and W multiples of 16. 2,160,180 parameters for 1 channel and 4 classes.
/// </summary>
/// <remarks>
/// Five encoder blocks of width, 2·width, … 16·width channels with max-pooling between, four decoder steps
/// (upsample, concatenate skip first, block) and a 1×1 convolution. Fields carry the authors' names, so that state_dict keys
/// equal theirs. Initialisation is PyTorch's default.
/// </remarks>
public sealed class MiUNet : ExportableNetwork
{
    private static readonly string[] FeatureNames =
        [nameof(Conv1), nameof(Conv2), nameof(Conv3), nameof(Conv4), nameof(Conv5),
        nameof(Up_conv5), nameof(Up_conv4), nameof(Up_conv3), nameof(Up_conv2)];

    private readonly ConvBlock Conv1, Conv2, Conv3, Conv4, Conv5;
    private readonly UpBlock Up5;
    private readonly ConvBlock Up_conv5;
    private readonly UpBlock Up4;
    private readonly ConvBlock Up_conv4;
    private readonly UpBlock Up3;
    private readonly ConvBlock Up_conv3;
    private readonly UpBlock Up2;
    private readonly ConvBlock Up_conv2;
    private readonly Conv2d DeConv_1x1;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <param name="inputChannels">C of the input, 1 for one modality.</param>
    /// <param name="classes">Classes, background included; ≥ 2.</param>
    /// <param name="width">Channels of the first block: 16 in the paper, 32 in the authors' later work (8,633,444 parameters).</param>
    /// <param name="momentum">Batch-norm momentum: 0.1 in the paper, 0.01 in the authors' later work.</param>
    public MiUNet(int inputChannels, int classes, int width = 16, double momentum = 0.1)
        : base(nameof(MiUNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int w = width;
        Signature = new Signature(["image"], ["logits"], inputChannels, 16);
        int[] channels = [w, 2 * w, 4 * w, 8 * w, 16 * w, 8 * w, 4 * w, 2 * w, w];
        FeatureChannels = FeatureNames.Zip(channels).ToDictionary(pair => pair.First, pair => pair.Second);
        Conv1 = new ConvBlock(inputChannels, w, momentum);
        Conv2 = new ConvBlock(w, 2 * w, momentum);
        Conv3 = new ConvBlock(2 * w, 4 * w, momentum);
        Conv4 = new ConvBlock(4 * w, 8 * w, momentum);
        Conv5 = new ConvBlock(8 * w, 16 * w, momentum);
        Up5 = new UpBlock(16 * w, 8 * w, momentum);
        Up_conv5 = new ConvBlock(16 * w, 8 * w, momentum);
        Up4 = new UpBlock(8 * w, 4 * w, momentum);
        Up_conv4 = new ConvBlock(8 * w, 4 * w, momentum);
        Up3 = new UpBlock(4 * w, 2 * w, momentum);
        Up_conv3 = new ConvBlock(4 * w, 2 * w, momentum);
        Up2 = new UpBlock(2 * w, w, momentum);
        Up_conv2 = new ConvBlock(2 * w, w, momentum);
        DeConv_1x1 = Conv2d(w, classes, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Signature Signature { get; }

    /// <summary>Channels of every named feature of <see cref="Features{T}"/>.</summary>
    public IReadOnlyDictionary<string, int> FeatureChannels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs) => [Features(ops, inputs[0]).Logits];

    /// <summary>Logits and the outputs (after the last ReLU) of all encoder and decoder blocks, from one pass.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,C,H,W]: the paper's intensities are in [0,1], our data sets' have mean 0 and deviation 1.</param>
    /// <returns>
    /// Logits [N,classes,H,W]; features by block name: <c>Conv1</c> [N,w,H,W] … <c>Conv5</c> [N,16w,H/16,W/16],
    /// <c>Up_conv5</c> [N,8w,H/8,W/8] … <c>Up_conv2</c> [N,w,H,W].
    /// </returns>
    public (T Logits, IReadOnlyDictionary<string, T> Features) Features<T>(IOps<T> ops, T x)
    {
        ops.CheckInput(this, x);
        T e1 = Conv1.Run(ops, x);
        T e2 = Conv2.Run(ops, ops.MaxPool2d(e1, 2, 2));
        T e3 = Conv3.Run(ops, ops.MaxPool2d(e2, 2, 2));
        T e4 = Conv4.Run(ops, ops.MaxPool2d(e3, 2, 2));
        T e5 = Conv5.Run(ops, ops.MaxPool2d(e4, 2, 2));
        T d5 = Up_conv5.Run(ops, ops.Concat(e4, Up5.Run(ops, e5)));
        T d4 = Up_conv4.Run(ops, ops.Concat(e3, Up4.Run(ops, d5)));
        T d3 = Up_conv3.Run(ops, ops.Concat(e2, Up3.Run(ops, d4)));
        T d2 = Up_conv2.Run(ops, ops.Concat(e1, Up2.Run(ops, d3)));
        T logits = ops.Conv2d(DeConv_1x1, d2);
        T[] features = [e1, e2, e3, e4, e5, d5, d4, d3, d2];
        return (logits, FeatureNames.Zip(features).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
