namespace Pipeline.Training.Batches;

/// <summary>N square windows with their labels.</summary>
public sealed class LabelledBatch(int count, int channels, int size) : Batch
{
    public int Count { get; } = count;

    public int Channels { get; } = channels;

    public int Size { get; } = size;

    /// <summary>[N, M, size, size], M = modalities.</summary>
    public float[] Images { get; } = new float[(long)count * channels * size * size];

    /// <summary>Class indices [N, size, size].</summary>
    public long[] Labels { get; } = new long[(long)count * size * size];

    internal Span<float> Image(int index, int channel) =>
        Images.AsSpan((index * Channels + channel) * Size * Size, Size * Size);

    internal Span<long> Label(int index) => Labels.AsSpan(index * Size * Size, Size * Size);
}
