using System.Numerics.Tensors;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Augmentation;

/// <summary>
/// Changes one channel of a sample in place, [size, size]: acquisition first (resolution, blur), then contrast, then noise.
/// Every decision is drawn whatever the earlier ones were, so that switching one step off leaves the others' draws alone.
/// </summary>
public static class IntensityAugmentation
{
    public static void Apply(Span<float> image, int size, RandomStream random, AugmentationOptions options)
    {
        var lowResolution = random.Chance(options.LowResolutionProbability);
        var factor = random.Uniform(1, options.LowResolution);
        var blur = random.Chance(options.BlurProbability);
        var sigma = random.Uniform(0.4, options.Blur);
        var gamma = random.Chance(options.GammaProbability);
        var exponent = LogUniform(random, options.Gamma);
        var contrast = LogUniform(random, options.Contrast);
        var brightness = random.Uniform(-options.Brightness, options.Brightness);
        var bias = random.Chance(options.BiasFieldProbability);
        var noise = random.Chance(options.NoiseProbability);
        var noiseSigma = random.Uniform(0, options.Noise);

        if (lowResolution) PlaneFilters.LowResolution(image, size, factor);
        if (blur) PlaneFilters.GaussianBlur(image, size, (float)sigma);
        if (gamma) Gamma(image, (float)exponent);
        if (bias) Shade(image, size, random, options.BiasField);
        if (contrast != 1 || brightness != 0) Linear(image, (float)contrast, (float)brightness);
        if (noise) random.AddNormal(image, (float)noiseSigma);
    }

    // x -> min + range * ((x - min) / range)^exponent: the range stays, the curve between its ends bends.
    private static void Gamma(Span<float> image, float exponent)
    {
        var low = TensorPrimitives.Min<float>(image);
        var range = TensorPrimitives.Max<float>(image) - low;
        if (!(range > 1e-6f)) return;
        TensorPrimitives.Add(image, -low, image);
        TensorPrimitives.Multiply(image, 1 / range, image);
        TensorPrimitives.Pow(image, exponent, image);
        Linear(image, range, low);
    }

    private static void Linear(Span<float> image, float factor, float shift)
    {
        TensorPrimitives.Multiply(image, factor, image);
        TensorPrimitives.Add(image, shift, image);
    }

    // Coil shading multiplies the signal above its floor, not the zero-mean image.
    private static void Shade(Span<float> image, int size, RandomStream random, double amplitude)
    {
        var low = TensorPrimitives.Min<float>(image);
        var field = SmoothField.Draw(random, size, size / 1.5, amplitude);
        for (var i = 0; i < image.Length; i++) image[i] = low + (image[i] - low) * MathF.Max(0.1f, 1 + field[i]);
    }

    private static double LogUniform(RandomStream random, double bound)
    {
        var log = Math.Log(bound);
        return Math.Exp(random.Uniform(-log, log));
    }
}
