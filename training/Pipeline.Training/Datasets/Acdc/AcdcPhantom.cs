using System.Globalization;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Phantoms;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>Beating-heart short-axis stacks in ACDC's layout.</summary>
public sealed class AcdcPhantom : IPhantomWriter
{
    public string Name => "acdc";

    public void Write(string folder, int patients, long seed, CancellationToken cancellation) =>
        PhantomFolder.Write(new PhantomMark(Name, patients, seed), folder, (staging, patient) => WritePatient(staging, patient, seed), cancellation);

    /// <summary>Four slices through the middle of a heart, about 100 pixels a side.</summary>
    public IReadOnlyList<Volume<float>> Sample(long seed, int modalities)
    {
        var (image, _) = AcdcPhantomVolume.Draw(seed, 1, systole: false, fieldOfView: 150);
        const int slices = 4;
        var size = new Size3(image.Size.X, image.Size.Y, slices);
        var plane = size.X * size.Y;
        return [new Volume<float>(size, image.Geometry, image.Voxels.AsSpan(image.Size.Z / 3 * plane, slices * plane).ToArray())];
    }

    private static void WritePatient(string folder, int patient, long seed)
    {
        var random = new RandomStream(seed, patient, 0, RandomPurpose.Phantom);
        // ED is not always the first frame, as in the real set.
        var diastole = random.Chance(0.1) ? 4 : 1;
        var systole = 7 + random.NextInt(9);
        var name = string.Create(CultureInfo.InvariantCulture, $"patient{patient:000}");
        var path = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(
            Path.Combine(path, "Info.cfg"),
            string.Create(CultureInfo.InvariantCulture, $"ED: {diastole}\nES: {systole}\nGroup: PHANTOM\nNbFrame: {systole + 10}\n"));
        foreach (var (frame, isSystole) in new[] { (diastole, false), (systole, true) })
        {
            var (image, labels) = AcdcPhantomVolume.Draw(seed, patient, isSystole);
            var stem = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{name}_frame{frame:00}"));
            ImageFile.Write(stem + ".nii.gz", image);
            ImageFile.WriteLabels(stem + "_gt.nii.gz", labels);
        }
    }
}
