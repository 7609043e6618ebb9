using System.Globalization;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Phantoms;

namespace Pipeline.Training.Datasets.MmWhs;

/// <summary>Made-up hearts of seven ellipsoids in MM-WHS's layout, with the challenge's label values, its slip (421) included.</summary>
public sealed class MmWhsPhantom(MmWhsVariant variant) : IPhantomWriter
{
    private readonly PhantomPlan _plan = new()
    {
        Labels = [.. (variant with { Four = false }).Labels.Skip(1).Select(label => label.Value)],
        Hounsfield = variant.IsCt,
        Spacing = variant.IsCt ? (0.9, 1.2) : (1.1, 1.5),
        Thickness = (1, 2),
        Slices = (20, 24),
    };

    public string Name => variant.Name;

    public void Write(string folder, int patients, long seed, CancellationToken cancellation) =>
        PhantomFolder.Write(
            new PhantomMark(Name, patients, seed),
            folder,
            (staging, patient) =>
            {
                var scan = PhantomScan.Draw(_plan, seed, patient);
                if (patient == 1) scan.Labels.Voxels[Array.IndexOf(scan.Labels.Voxels, (ushort)420)] = 421;
                var train = Directory.CreateDirectory(Path.Combine(staging, variant.Modality + "_train")).FullName;
                var stem = Path.Combine(train, string.Create(CultureInfo.InvariantCulture, $"{variant.Modality}_train_{1000 + patient}"));
                ImageFile.Write(stem + "_image.nii.gz", scan.Images[0]);
                ImageFile.WriteLabels(stem + "_label.nii.gz", scan.Labels);
            },
            cancellation);

    public IReadOnlyList<Volume<float>> Sample(long seed, int modalities) => PhantomScan.Sample(_plan, seed, modalities);
}
