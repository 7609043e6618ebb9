using Pipeline.Training.Augmentation;
using Pipeline.Training.Batches;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Strong views of unlabelled windows (FixMatch, Sohn et al. 2020): a second draw of the intensity augmentation on top of the first, one
/// rectangle cut out and filled with 0, the mean, and one rectangle of a labelled window pasted in at its own place, with its labels
/// (one direction of copy-paste, Bai et al. 2023). Geometry stays, so that pixels remain comparable.
/// </summary>
public sealed class StrongViews(int count, int channels, int size)
{
    /// <summary>Marks a pixel that was not pasted.</summary>
    public const long NotPasted = -1;

    private readonly UnlabelledBatch _windows = new(count, channels, size);

    /// <summary>B_u.</summary>
    public int Count => _windows.Count;

    /// <summary>[B_u, M, size, size].</summary>
    public float[] Images => _windows.Images;

    /// <summary>Class indices of the pasted pixels, <see cref="NotPasted"/> elsewhere, [B_u, size, size].</summary>
    public long[] Labels { get; } = new long[(long)count * size * size];

    internal void Make(int index, UnlabelledBatch from, LabelledBatch labelled, RandomStream random, SemiOptions options, AugmentationOptions augmentation)
    {
        var cut = Rectangle.Draw(random, size, 0, options.CutOut);
        var source = random.NextInt(labelled.Count);
        var pasted = Rectangle.Draw(random, size, options.Paste / 2, options.Paste);
        for (var channel = 0; channel < channels; channel++)
        {
            var view = _windows.Image(index, channel);
            from.Image(index, channel).CopyTo(view);
            IntensityAugmentation.Apply(view, size, random, augmentation);
            foreach (var row in cut.Rows(size)) view[row].Clear();
            foreach (var row in pasted.Rows(size)) labelled.Image(source, channel)[row].CopyTo(view[row]);
        }
        var labels = Labels.AsSpan(index * size * size, size * size);
        labels.Fill(NotPasted);
        foreach (var row in pasted.Rows(size)) labelled.Label(source)[row].CopyTo(labels[row]);
    }

    private readonly record struct Rectangle(int Top, int Left, int Height, int Width)
    {
        public static Rectangle Draw(RandomStream random, int size, double smallest, double largest)
        {
            var (height, width) = ((int)(random.Uniform(smallest, largest) * size), (int)(random.Uniform(smallest, largest) * size));
            return new(random.NextInt(size - height + 1), random.NextInt(size - width + 1), height, width);
        }

        public IEnumerable<Range> Rows(int size)
        {
            for (var y = Top; y < Top + Height; y++) yield return (y * size + Left)..(y * size + Left + Width);
        }
    }
}
