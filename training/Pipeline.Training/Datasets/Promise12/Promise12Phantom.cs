using System.Globalization;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Phantoms;

namespace Pipeline.Training.Datasets.Promise12;

/// <summary>Made-up pelves with a prostate, in PROMISE12's layout. Images are stored as float32, the real ones as int16.</summary>
public sealed class Promise12Phantom : IPhantomWriter
{
    private static readonly PhantomPlan Plan = new() { Labels = [1], Spacing = (0.9, 1.3), Thickness = (2.2, 4) };

    public string Name => "promise12";

    public void Write(string folder, int patients, long seed, CancellationToken cancellation) =>
        PhantomFolder.Write(
            new PhantomMark(Name, patients, seed),
            folder,
            (staging, patient) =>
            {
                var scan = PhantomScan.Draw(Plan, seed, patient);
                var stem = Path.Combine(staging, string.Create(CultureInfo.InvariantCulture, $"Case{patient - 1:00}"));
                ImageFile.Write(stem + ".mhd", scan.Images[0]);
                ImageFile.WriteLabels(stem + "_segmentation.mhd", scan.Labels);
            },
            cancellation);

    public IReadOnlyList<Volume<float>> Sample(long seed, int modalities) => PhantomScan.Sample(Plan, seed, modalities);
}
