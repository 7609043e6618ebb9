using Pipeline.Imaging;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>Paints one frame of a phantom patient: image and labels (0 background, 1 RV, 2 myocardium, 3 LV) on one grid.</summary>
public static class AcdcPhantomVolume
{
    // Sub-streams of a patient: each part of the drawing has its own numbers, so that a change of one leaves the others.
    private const int GridPart = 1;
    private const int HeartPart = 2;
    private const int ChestPart = 3;
    private const int ContrastPart = 4;
    private const int NoisePart = 5;

    /// <param name="seed">Of the phantom set.</param>
    /// <param name="patient">Number of the patient, from 1.</param>
    /// <param name="systole">End systole instead of end diastole.</param>
    /// <param name="fieldOfView">Side of the square image in mm; null draws 190 to 230.</param>
    public static (Volume<float> Image, Volume<ushort> Labels) Draw(long seed, int patient, bool systole, double? fieldOfView = null)
    {
        RandomStream Part(int part) => new(seed, patient, part, RandomPurpose.Phantom);
        var grid = Part(GridPart);
        var spacing = Math.Round(grid.Uniform(1.2, 1.9), 3);
        var thickness = Math.Round(grid.Uniform(5, 10), 1);
        var extent = fieldOfView ?? grid.Uniform(190, 230);
        var heart = HeartShape.Draw(Part(HeartPart), systole);
        var chest = new ChestShape(Part(ChestPart), extent);
        var contrast = new PhantomContrast(Part(ContrastPart));
        var side = (int)(extent / spacing / 4) * 4;
        // One slice above the base, at least one beyond the apex.
        var slices = Math.Clamp((int)Math.Ceiling(heart.FullLength / thickness) + 2, 6, 20);
        var size = new Size3(side, side, slices);
        var geometry = Geometry.FromSpacing(spacing, spacing, thickness);
        var image = new Volume<float>(size, geometry, new float[size.Count]);
        var labels = new Volume<ushort>(size, geometry, new ushort[size.Count]);
        for (var z = 0; z < slices; z++)
        {
            var depth = (z - 0.6) * thickness;
            Paint(image.Slice(z), labels.Slice(z), side, spacing, (x, y) => TissueAt(heart, chest, x, y, depth), contrast);
            Finish(image.Slice(z), side, new RandomStream(seed, patient, NoisePart + 10 * z + (systole ? 5 : 0), RandomPurpose.Phantom), contrast);
        }
        return (image, labels);
    }

    private static Tissue TissueAt(HeartShape heart, ChestShape chest, double x, double y, double depth)
    {
        var inside = heart.At(x, y, depth);
        return inside == Tissue.Outside ? chest.At(x, y) : inside;
    }

    private static void Paint(Span<float> image, Span<ushort> labels, int side, double spacing, Func<double, double, Tissue> tissueAt, PhantomContrast contrast)
    {
        for (var j = 0; j < side; j++)
        {
            for (var i = 0; i < side; i++)
            {
                var tissue = tissueAt((i - (side - 1) / 2.0) * spacing, (j - (side - 1) / 2.0) * spacing);
                image[j * side + i] = (float)contrast.Signal(tissue);
                labels[j * side + i] = tissue switch
                {
                    Tissue.RightBlood => 1,
                    Tissue.Myocardium => 2,
                    Tissue.LeftBlood or Tissue.Papillary => 3,
                    _ => 0,
                };
            }
        }
    }

    // Texture, point spread, coil shading, then the magnitude of a noisy complex signal (Rician), as whole numbers.
    private static void Finish(Span<float> image, int side, RandomStream random, PhantomContrast contrast)
    {
        var texture = SmoothField.Draw(random, side, 5, contrast.Texture * 2);
        for (var i = 0; i < image.Length; i++) image[i] *= 1 + texture[i];
        PlaneFilters.GaussianBlur(image, side, (float)contrast.Blur);
        var shading = SmoothField.Draw(random, side, side / 1.5, contrast.Shading * 1.5);
        for (var i = 0; i < image.Length; i++)
        {
            var signal = image[i] * Math.Max(0.2, 1 + shading[i]);
            var real = signal + contrast.Noise * random.Normal();
            var imaginary = contrast.Noise * random.Normal();
            image[i] = (float)Math.Min(32767, Math.Round(Math.Sqrt(real * real + imaginary * imaginary)));
        }
    }
}
