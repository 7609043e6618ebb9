using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Phantoms;

namespace Pipeline.Training.Datasets.NnUnet;

/// <summary>Made-up scans with two structures in two channels, in nnU-Net's layout (form 2), with one test image.</summary>
public sealed class NnUnetPhantom : IPhantomWriter
{
    private static readonly string[] Channels = ["T2", "ADC"];
    private static readonly PhantomPlan Plan = new() { Labels = [1, 2], Spacing = (1, 1.4), Thickness = (2.5, 4) };

    public string Name => "nnunet";

    public void Write(string folder, int patients, long seed, CancellationToken cancellation) =>
        PhantomFolder.Write(
            new PhantomMark(Name, patients, seed),
            folder,
            (staging, patient) =>
            {
                if (patient == 1) Begin(staging, patients, seed);
                var scan = PhantomScan.Draw(Plan, seed, patient, Channels.Length);
                WriteImages(staging, "imagesTr", patient, scan);
                ImageFile.WriteLabels(Path.Combine(staging, "labelsTr", Case(patient) + ".nii.gz"), scan.Labels);
            },
            cancellation);

    public IReadOnlyList<Volume<float>> Sample(long seed, int modalities) => PhantomScan.Sample(Plan, seed, modalities);

    private static void Begin(string folder, int patients, long seed)
    {
        foreach (var part in (ReadOnlySpan<string>)["imagesTr", "labelsTr", "imagesTs"]) Directory.CreateDirectory(Path.Combine(folder, part));
        WriteImages(folder, "imagesTs", patients + 1, PhantomScan.Draw(Plan, seed, patients + 1, Channels.Length));
        var json = new JsonObject
        {
            ["channel_names"] = new JsonObject { ["0"] = Channels[0], ["1"] = Channels[1] },
            ["labels"] = new JsonObject { ["background"] = 0, ["first"] = 1, ["second"] = 2 },
            ["numTraining"] = patients,
            ["file_ending"] = ".nii.gz",
            ["name"] = "made-up",
        };
        File.WriteAllText(Path.Combine(folder, "dataset.json"), json.ToJsonString() + "\n");
    }

    private static void WriteImages(string folder, string part, int patient, PhantomScan scan)
    {
        for (var c = 0; c < Channels.Length; c++)
        {
            ImageFile.Write(Path.Combine(folder, part, string.Create(CultureInfo.InvariantCulture, $"{Case(patient)}_{c:0000}.nii.gz")), scan.Images[c]);
        }
    }

    private static string Case(int patient) => string.Create(CultureInfo.InvariantCulture, $"case_{patient:000}");
}
