using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace Pipeline.Export;

/// <summary>Slices of a volume as the runtime would feed them: prepared by the card's steps, padded with zeros right and bottom.</summary>
internal static class PhantomSlices
{
    private const int MaxSlices = 4;

    /// <summary>
    /// Up to four slices around the middle, [N,M,H,W] with H and W multiples of the card's divisor; for a model of one shape as many slices as
    /// it takes, the last one repeated where the phantom has fewer.
    /// </summary>
    public static ParityInput Of(GoldenPhantom phantom, Card card, FixedInput? only)
    {
        PreparedImage prepared = Preprocessor.Apply(phantom.Modalities, card.Preprocessing);
        Size3 size = prepared.Size;
        only?.Require(size.X, size.Y);
        int slices = only?.N ?? Math.Min(size.Z, MaxSlices), first = Math.Max(0, (size.Z - slices) / 2), modalities = prepared.Channels.Count;
        int height = only?.H ?? Padded(size.Y, card.Divisibility), width = only?.W ?? Padded(size.X, card.Divisibility);
        float[] values = new float[slices * modalities * height * width];
        for (int n = 0; n < slices; n++)
        {
            for (int m = 0; m < modalities; m++)
            {
                Span<float> plane = values.AsSpan(((n * modalities) + m) * height * width, height * width);
                ReadOnlySpan<float> source = prepared.Channels[m].Slice(Math.Min(first + n, size.Z - 1));
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
