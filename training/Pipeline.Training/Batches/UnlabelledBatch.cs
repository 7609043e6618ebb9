namespace Pipeline.Training.Batches;

/// <summary>N square windows without labels.</summary>
public sealed class UnlabelledBatch(int count, int channels, int size) : Batch
{
    public int Count { get; } = count;

    public int Channels { get; } = channels;

    public int Size { get; } = size;

    /// <summary>[N, M, size, size], M = modalities.</summary>
    public float[] Images { get; } = new float[(long)count * channels * size * size];

    internal Span<float> Image(int index, int channel) =>
        Images.AsSpan((index * Channels + channel) * Size * Size, Size * Size);
}
