using System.Globalization;
using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>Beating-heart short-axis stacks in ACDC's layout. The folder appears whole or not at all.</summary>
public sealed class AcdcPhantom : IPhantomWriter
{
    public string Name => "acdc";

    public void Write(string folder, int patients, long seed, CancellationToken cancellation)
    {
        if (patients is < 1 or > 999) throw new UserInputException($"--patients {patients}: expected 1 to 999");
        var target = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new UserInputException($"{folder}: exists already; choose another folder or remove it");
        }
        var staging = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(staging);
            for (var patient = 1; patient <= patients; patient++)
            {
                cancellation.ThrowIfCancellationRequested();
                WritePatient(staging, patient, seed);
            }
            new PhantomMark(Name, patients, seed).Write(staging);
            Directory.Move(staging, target);
        }
        catch (Exception e) when (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
            if (e is IOException or UnauthorizedAccessException) throw new UserInputException($"{folder}: cannot be written: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Four slices through the middle of a heart, about 100 pixels a side.</summary>
    public IReadOnlyList<Volume<float>> Sample(long seed)
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
