using Pipeline.Imaging;

namespace Pipeline.Training.Preparation;

/// <summary>A prepared volume without any annotation: all that a regime sees of an unlabelled case.</summary>
public sealed class ImageCase
{
    private readonly float[][] _channels;

    public ImageCase(string id, string group, Size3 size, float[][] channels)
    {
        foreach (var channel in channels)
        {
            if (channel.Length != size.Count)
            {
                throw new ArgumentException($"{id}: a channel holds {channel.Length} values, expected {size.Count}", nameof(channels));
            }
        }
        Id = id;
        Group = group;
        Size = size;
        _channels = channels;
    }

    public string Id { get; }

    public string Group { get; }

    /// <summary>Voxels of the prepared grid, [X, Y, Z].</summary>
    public Size3 Size { get; }

    public int ChannelCount => _channels.Length;

    /// <summary>Slice <paramref name="z"/> of one channel, [Y, X].</summary>
    public ReadOnlySpan<float> Slice(int channel, int z) => _channels[channel].AsSpan(z * Size.X * Size.Y, Size.X * Size.Y);
}
