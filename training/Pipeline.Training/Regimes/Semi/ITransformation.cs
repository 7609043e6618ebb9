using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// One stored draw of geometric changes t, one per image, replayed on the image, on its logits and on its features. Never drawn again for
/// one of them: that would compare different pixels.
/// </summary>
public interface ITransformation
{
    /// <summary>[N,C,H,W] of any size → the same shape, every image changed as drawn.</summary>
    Tensor Apply(Tensor images);

    /// <summary>Which pixels of a changed image of this shape come from within the image, [N,1,H,W] of 0 and 1; null: all do.</summary>
    Tensor? Mask(Tensor images);
}
