using System.Numerics.Tensors;

using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// The one implementation of the card's preprocessing steps: the runtime prepares images with it, and so does training.
/// This is what keeps training's Dice and the runtime's Dice equal. Statistics are of the whole volume, per modality.
/// </summary>
public static class Preprocessor
{
    /// <summary>Applies <paramref name="steps"/> in order to each modality; the given volumes are left as they are.</summary>
    public static PreparedImage Apply(IReadOnlyList<Volume<float>> modalities, IReadOnlyList<PreprocessingStep> steps)
    {
        if (modalities.Count == 0)
            throw new UserInputException("Found no image, expected at least one modality.");
        return new PreparedImage(
            [.. modalities.Select(modality => Apply(modality, steps))],
            modalities[0].Size,
            modalities[0].Geometry);
    }

    /// <summary>Applies the geometric steps only, so that a label map lies on the grid of the prepared image.</summary>
    public static Volume<ushort> ApplyToLabels(Volume<ushort> labels, IReadOnlyList<PreprocessingStep> steps)
    {
        foreach (ResampleInPlaneStep step in steps.OfType<ResampleInPlaneStep>())
            labels = Resampling.InPlaneLabels(labels, step.Spacing[0], step.Spacing[1]);
        return labels;
    }

    /// <summary>In-plane size that an image of this size and geometry has after the geometric steps.</summary>
    public static (int Width, int Height) PreparedSize(Size3 size, Geometry geometry, IReadOnlyList<PreprocessingStep> steps)
    {
        ResampleInPlaneStep? last = steps.OfType<ResampleInPlaneStep>().LastOrDefault();
        return last is null ? (size.X, size.Y) : Resampling.InPlaneSize(size, geometry, last.Spacing[0], last.Spacing[1]);
    }

    private static Volume<float> Apply(Volume<float> original, IReadOnlyList<PreprocessingStep> steps)
    {
        Volume<float> current = original;
        foreach (PreprocessingStep step in steps)
        {
            if (step is ResampleInPlaneStep resample)
            {
                current = Resampling.InPlane(current, resample.Spacing[0], resample.Spacing[1]);
                continue;
            }

            // The first step on intensities takes a copy (the caller's volume stays); the following ones work in place.
            if (ReferenceEquals(current.Voxels, original.Voxels))
                current = new Volume<float>(original.Size, original.Geometry, [.. original.Voxels]);
            ApplyToIntensities(current.Voxels, step);
        }

        return current;
    }

    private static void ApplyToIntensities(Span<float> voxels, PreprocessingStep step)
    {
        switch (step)
        {
            case ClipPercentilesStep clip:
                (float lower, float upper) = Percentiles.Of(voxels, clip.Lower, clip.Upper);
                TensorPrimitives.Clamp(voxels, lower, upper, voxels);
                break;
            case ZScoreStep:
                Standardise(voxels);
                break;
            case RescaleStep rescale:
                Rescale(voxels, rescale.Min, rescale.Max);
                break;
            default:
                throw new UserInputException($"The card asks for the preprocessing step '{step.GetType().Name}', which this version does not know; use a newer one.");
        }
    }

    /// <summary>(x − mean) / sd with the population's sd over all voxels; a constant volume becomes 0.</summary>
    private static void Standardise(Span<float> voxels)
    {
        // Two passes in double: one pass of sum and sum of squares loses digits when the mean is large against the sd.
        double sum = 0;
        foreach (float value in voxels)
            sum += value;
        double mean = sum / voxels.Length;
        double squares = 0;
        foreach (float value in voxels)
            squares += (value - mean) * (value - mean);
        double sd = Math.Sqrt(squares / voxels.Length);
        double scale = sd > 0 ? 1 / sd : 0;
        for (int i = 0; i < voxels.Length; i++)
            voxels[i] = (float)((voxels[i] - mean) * scale);
    }

    private static void Rescale(Span<float> voxels, double min, double max)
    {
        double scale = 1 / (max - min);
        for (int i = 0; i < voxels.Length; i++)
            voxels[i] = (float)Math.Clamp((voxels[i] - min) * scale, 0, 1);
    }
}
