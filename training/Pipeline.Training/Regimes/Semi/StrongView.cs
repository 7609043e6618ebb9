using Pipeline.Training.Augmentation;
using Pipeline.Training.Batches;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// The strong view of an unlabelled window (FixMatch, Sohn et al. 2020): a second draw of the intensity augmentation on top of the first, then
/// one rectangle cut out and filled with 0, the mean. Geometry stays, so that pixels remain comparable.
/// </summary>
internal static class StrongView
{
    public static void Make(UnlabelledBatch from, UnlabelledBatch to, int index, RandomStream random, double cutOut, AugmentationOptions augmentation)
    {
        var size = from.Size;
        var (height, width) = ((int)(random.NextDouble() * cutOut * size), (int)(random.NextDouble() * cutOut * size));
        var (top, left) = (random.NextInt(size - height + 1), random.NextInt(size - width + 1));
        for (var channel = 0; channel < from.Channels; channel++)
        {
            var view = to.Image(index, channel);
            from.Image(index, channel).CopyTo(view);
            IntensityAugmentation.Apply(view, size, random, augmentation);
            for (var y = top; y < top + height; y++) view.Slice(y * size + left, width).Clear();
        }
    }
}
