using Pipeline.Training.Randomness;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>Mirror images: per image whether it is flipped along H and along W. Applied twice it is the identity.</summary>
public sealed class Flips : ITransformation
{
    private readonly bool[] _flips;

    /// <param name="flips">H and W of every image, [N × 2].</param>
    public Flips(bool[] flips) => _flips = flips;

    /// <summary>Draws 0 of an image decides axis H, draw 1 axis W; an axis is flipped when its draw in [0,1) is below <paramref name="probability"/>.</summary>
    public static void Draw(Span<bool> flips, RandomStream random, double probability)
    {
        for (var i = 0; i < flips.Length; i++) flips[i] = random.Chance(probability);
    }

    public Tensor Apply(Tensor images)
    {
        if (images.shape[0] != _flips.Length / 2)
        {
            throw new ArgumentException($"{images.shape[0]} images for {_flips.Length / 2} draws", nameof(images));
        }
        return stack(images.unbind(0).Select((image, n) => (_flips[2 * n], _flips[2 * n + 1]) switch
        {
            (true, true) => image.flip(1, 2),
            (true, false) => image.flip(1),
            (false, true) => image.flip(2),
            _ => image,
        }));
    }

    public Tensor? Mask(Tensor images) => null;
}
