using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace Pipeline.Export;

/// <summary>Slices of a volume as the runtime would feed them: prepared by the card's steps, padded with zeros right and bottom.</summary>
internal static class PhantomSlices
{
    private const int MaxSlices = 4;

    /// <summary>Up to four slices around the middle, [N,M,H,W] with H and W multiples of the card's divisor.</summary>
    public static ParityInput Of(GoldenPhantom phantom, Card card)
    {
        PreparedImage prepared = Preprocessor.Apply(phantom.Modalities, card.Preprocessing);
        Size3 size = prepared.Size;
        int slices = Math.Min(size.Z, MaxSlices), first = (size.Z - slices) / 2, modalities = prepared.Channels.Count;
        int height = Padded(size.Y, card.Divisibility), width = Padded(size.X, card.Divisibility);
        float[] values = new float[slices * modalities * height * width];
        for (int n = 0; n < slices; n++)
        {
            for (int m = 0; m < modalities; m++)
            {
                Span<float> plane = values.AsSpan(((n * modalities) + m) * height * width, height * width);
                ReadOnlySpan<float> source = prepared.Channels[m].Slice(first + n);
                for (int y = 0; y < size.Y; y++)
                {
                    source.Slice(y * size.X, size.X).CopyTo(plane[(y * width)..]);
                }
            }
        }
        return new ParityInput([slices, modalities, height, width], [values]);
    }

    private static int Padded(int size, int divisor) => (size + divisor - 1) / divisor * divisor;
}
