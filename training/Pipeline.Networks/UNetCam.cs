using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// The U-Net of one modality in the weakly supervised method (Patel and Dolz, Medical Image Analysis 2022; the authors' class
/// <c>UNetCAM</c>): [N,1,H,W], each slice with mean 0 and deviation 1 → class activation maps [N,2,H,W], not normalised, and class
/// logits [N,2], their means over H and W. H and W are multiples of 8. 3,398,144 parameters at width 64, 213,632 at width 16.
/// </summary>
/// <remarks>
/// Four levels of width, 2·width, 4·width and 4·width channels, max-pooling between, nearest ×2 on the way up, skip first when
/// concatenating, one more convolution, and a 1×1 classifier without bias: a logit is exactly the mean of its map. Channel 0 is
/// "not in this slice". Convolution weights start Xavier-normal with gain 1, all else as in PyTorch. Keys are the authors'.
/// </remarks>
public sealed class UNetCam : ExportableNetwork
{
    // Arrays are not registered: Add gives the blocks the authors' keys.
    private readonly DoubleConv[] _encoder, _decoder;
    private readonly Sequential backbone;
    private readonly (Conv2d Convolution, BatchNorm2d Norm) _backbone;
    private readonly Dropout2d? dropout;
    private readonly Conv2d classifier;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <param name="width">Channels of the first block: 64 in the paper for brains, 16 for prostates.</param>
    /// <param name="dropout">Probability of leaving out a channel before the classifier; the authors' option is 0.5.</param>
    public UNetCam(int width = 64, double dropout = 0)
        : base(nameof(UNetCam))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int w = width;
        _encoder =
        [
            Add("inc", "conv", 1, w), Add("down1", "mpconv.1", w, 2 * w), Add("down2", "mpconv.1", 2 * w, 4 * w),
            Add("down3", "mpconv.1", 4 * w, 4 * w),
        ];
        _decoder = [Add("up1", "conv", 8 * w, 2 * w), Add("up2", "conv", 4 * w, w), Add("up3", "conv", 2 * w, w)];
        _backbone = (Conv2d(w, w, 3, padding: 1), BatchNorm2d(w));
        backbone = Sequential(("0", _backbone.Convolution), ("1", _backbone.Norm), ("2", ReLU()));
        this.dropout = dropout > 0 ? Dropout2d(dropout) : null;
        classifier = Conv2d(w, 2, 1, bias: false);
        RegisterComponents();
        foreach (Conv2d convolution in modules().OfType<Conv2d>())
        {
            init.xavier_normal_(convolution.weight);
        }
    }

    /// <inheritdoc/>
    public override Signature Signature { get; } = new(["image"], ["cam", "logits"], 1, 8);

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        (T cam, T logits) = Classify(ops, inputs[0]);
        return [cam, logits];
    }

    /// <summary>Both results from one pass.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,1,H,W], normalised (<see cref="CamMaps.ZScore{T}"/>).</param>
    /// <returns>Raw maps [N,2,H,W] and logits [N,2].</returns>
    public (T Cam, T Logits) Classify<T>(IOps<T> ops, T x)
    {
        ops.CheckInput(this, x);
        using (ops.Enter(this))
        {
            T e1 = _encoder[0].Run(ops, x);
            T e2 = _encoder[1].Run(ops, ops.MaxPool2d(e1, 2, 2));
            T e3 = _encoder[2].Run(ops, ops.MaxPool2d(e2, 2, 2));
            T e4 = _encoder[3].Run(ops, ops.MaxPool2d(e3, 2, 2));
            T d1 = _decoder[0].Run(ops, ops.Concat(e3, ops.UpsampleNearest2d(e4, 2)));
            T d2 = _decoder[1].Run(ops, ops.Concat(e2, ops.UpsampleNearest2d(d1, 2)));
            T d3 = _decoder[2].Run(ops, ops.Concat(e1, ops.UpsampleNearest2d(d2, 2)));
            T features = ops.Relu(ops.BatchNorm2d(_backbone.Norm, ops.Conv2d(_backbone.Convolution, d3)));
            T cam = ops.Conv2d(classifier, dropout is null ? features : ops.Dropout2d(dropout, features));
            return (cam, CamMaps.Logits(ops, cam));
        }
    }

    private DoubleConv Add(string name, string path, int input, int output)
    {
        DoubleConv block = new(input, output, "conv");
        register_module(name, Nested.At(path, block));
        return block;
    }
}
