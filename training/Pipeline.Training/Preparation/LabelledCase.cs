namespace Pipeline.Training.Preparation;

/// <summary>A prepared volume with its label map on the same grid; class indices as bytes, in file order.</summary>
public sealed class LabelledCase
{
    private readonly byte[] _labels;
    private readonly (double X, double Y)[]?[] _foreground;

    public LabelledCase(ImageCase image, byte[] labels)
    {
        if (labels.Length != image.Size.Count)
        {
            throw new ArgumentException($"{image.Id}: {labels.Length} labels for {image.Size.Count} voxels", nameof(labels));
        }
        Image = image;
        _labels = labels;
        _foreground = new (double, double)[]?[image.Size.Z];
    }

    public ImageCase Image { get; }

    /// <summary>Labels of slice <paramref name="z"/>, [Y, X].</summary>
    public ReadOnlySpan<byte> Slice(int z) => _labels.AsSpan(z * Image.Size.X * Image.Size.Y, Image.Size.X * Image.Size.Y);

    /// <summary>Up to 64 foreground pixels of a slice, evenly taken in file order: anchors for windows that shall contain foreground.</summary>
    internal ReadOnlySpan<(double X, double Y)> ForegroundAnchors(int z) => _foreground[z] ??= FindAnchors(z);

    private (double X, double Y)[] FindAnchors(int z)
    {
        var labels = Slice(z);
        var count = labels.Length - System.MemoryExtensions.Count(labels, (byte)0);
        if (count == 0) return [];
        var stride = Math.Max(1, count / 64);
        var anchors = new List<(double, double)>(66);
        var met = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0) continue;
            if (met++ % stride == 0) anchors.Add((i % Image.Size.X, i / Image.Size.X));
        }
        return [.. anchors];
    }
}
