using Pipeline.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Rotations of up to ±45°, scales of .8 to 1.3 and shifts of up to ±.1 of the window, mirrored as the flips say: what the authors' later
/// framework draws. Square images, logits and features are sampled bilinearly, 0 outside.
/// </summary>
public sealed class AffineMaps : ITransformation
{
    /// <summary>Numbers that describe one map: its 2 × 3 matrix.</summary>
    public const int Numbers = 6;

    private const double LargestRotation = Math.PI / 4;
    private const double SmallestScale = 0.8;
    private const double LargestScale = 1.3;
    private const double LargestShift = 0.1;
    private const double Rounding = 1e-5;

    private readonly Tensor _maps;

    /// <param name="maps">
    /// [N × 2 × 3], row-major: where a pixel of the copy comes from, (x, y) = A (x', y', 1), both from −1 to 1 across the image.
    /// </param>
    /// <param name="device">Of the images.</param>
    public AffineMaps(float[] maps, Device device) => _maps = tensor(maps, [maps.Length / Numbers, 2, 3]).to(device);

    /// <param name="map">[2 × 3], written.</param>
    /// <param name="flips">Whether the copy is mirrored along H and along W.</param>
    /// <param name="random">Of this image and step.</param>
    public static void Draw(Span<float> map, ReadOnlySpan<bool> flips, RandomStream random)
    {
        var (sin, cos) = Math.SinCos(random.Uniform(-LargestRotation, LargestRotation));
        var scale = random.Uniform(SmallestScale, LargestScale);
        var (x, y) = ((flips[1] ? -1 : 1) / scale, (flips[0] ? -1 : 1) / scale);
        // A shift by a fraction of the window is twice that between −1 and 1.
        var (shiftX, shiftY) = (2 * random.Uniform(-LargestShift, LargestShift), 2 * random.Uniform(-LargestShift, LargestShift));
        ReadOnlySpan<double> values = [cos * x, -sin * y, shiftX, sin * x, cos * y, shiftY];
        for (var i = 0; i < Numbers; i++) map[i] = (float)values[i];
    }

    public Tensor Apply(Tensor images) =>
        nn.functional.grid_sample(images, Grid(images).to(images.dtype), GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);

    /// <remarks>Beyond the centre of the outermost pixel the zeros outside are blended in: such a pixel does not count.</remarks>
    public Tensor Mask(Tensor images)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var outermost = tensor(new[] { 1 - 1f / width, 1 - 1f / height }).to(_maps.device);
        return (Grid(images).abs() - outermost).amax([-1]).le(Rounding).unsqueeze(1).to(images.dtype);
    }

    private Tensor Grid(Tensor images)
    {
        if (images.shape[0] != _maps.shape[0]) throw new ArgumentException($"{images.shape[0]} images for {_maps.shape[0]} draws", nameof(images));
        if (images.shape[2] != images.shape[3]) throw new ArgumentException($"images of {images.shape[2]} × {images.shape[3]}: expected square ones", nameof(images));
        return nn.functional.affine_grid(_maps, images.shape, align_corners: false);
    }
}
