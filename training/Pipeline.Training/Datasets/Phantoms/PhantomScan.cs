using Pipeline.Imaging;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Phantoms;

/// <summary>One made-up scan: an image per channel and the label map, on one grid.</summary>
internal sealed record PhantomScan(IReadOnlyList<Volume<float>> Images, Volume<ushort> Labels)
{
    // Sub-streams of a scan: each part of the drawing has its own numbers. The noise of channel c and slice z is NoisePart + 1000·c + z.
    private const int GridPart = 21;
    private const int ShapePart = 22;
    private const int SignalPart = 30;
    private const int NoisePart = 1000;

    /// <summary>Scan <paramref name="number"/> of the set with this seed; a channel is another signal of the same body.</summary>
    public static PhantomScan Draw(PhantomPlan plan, long seed, int number, int channels = 1)
    {
        RandomStream Part(int part) => new(seed, number, part, RandomPurpose.Phantom);
        var grid = Part(GridPart);
        var spacing = Math.Round(grid.Uniform(plan.Spacing.Low, plan.Spacing.High), 3);
        var thickness = Math.Round(grid.Uniform(plan.Thickness.Low, plan.Thickness.High), 2);
        var size = new Size3(plan.Side, plan.Side, plan.Slices.Low + grid.NextInt(plan.Slices.High - plan.Slices.Low + 1));
        var geometry = new Geometry(new Affine(
            -spacing, 0, 0, spacing * plan.Side / 2, 0, -spacing, 0, spacing * plan.Side / 2, 0, 0, thickness, -40));
        var labels = new Volume<ushort>(size, geometry, new ushort[size.Count]);
        var tissues = new byte[size.Count];
        Paint(plan, new PhantomShape(plan.Labels.Count, Part(ShapePart)), tissues, labels);
        var images = Enumerable.Range(0, channels).Select(channel =>
        {
            var signal = new PhantomSignal(plan, Part(SignalPart + channel));
            var image = labels.With(Array.ConvertAll(tissues, tissue => signal.Of(tissue)));
            for (var z = 0; z < size.Z; z++) Finish(image.Slice(z), plan, signal, Part(NoisePart * (channel + 1) + z));
            return image;
        });
        return new PhantomScan([.. images], labels);
    }

    /// <summary>The middle of a scan, for a golden input.</summary>
    public static IReadOnlyList<Volume<float>> Sample(PhantomPlan plan, long seed, int channels)
    {
        const int slices = 4;
        return
        [
            .. Draw(plan, seed, 1, channels).Images.Select(image =>
            {
                var plane = image.Size.X * image.Size.Y;
                return new Volume<float>(
                    new Size3(image.Size.X, image.Size.Y, slices), image.Geometry, image.Voxels.AsSpan((image.Size.Z - slices) / 2 * plane, slices * plane).ToArray());
            }),
        ];
    }

    private static void Paint(PhantomPlan plan, PhantomShape shape, byte[] tissues, Volume<ushort> labels)
    {
        var (width, height, depth) = labels.Size;
        for (var i = 0; i < tissues.Length; i++)
        {
            double x = i % width, y = i / width % height, z = i / width / height;
            var (tissue, structure) = shape.At((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5, (z + 0.5) / depth - 0.5);
            tissues[i] = (byte)tissue;
            if (structure >= 0) labels.Voxels[i] = (ushort)plan.Labels[structure];
        }
    }

    // Texture, point spread, then noise: Gaussian in CT, the magnitude of a noisy complex signal (Rician) in MR; whole numbers.
    private static void Finish(Span<float> image, PhantomPlan plan, PhantomSignal signal, RandomStream random)
    {
        var texture = SmoothField.Draw(random, plan.Side, 5, signal.Texture);
        for (var i = 0; i < image.Length; i++) image[i] += texture[i];
        PlaneFilters.GaussianBlur(image, plan.Side, 0.7f);
        for (var i = 0; i < image.Length; i++)
        {
            var real = image[i] + signal.Noise * random.Normal();
            var imaginary = plan.Hounsfield ? 0 : signal.Noise * random.Normal();
            image[i] = (float)Math.Round(plan.Hounsfield ? Math.Max(-1024, real) : Math.Sqrt(real * real + imaginary * imaginary));
        }
    }
}
