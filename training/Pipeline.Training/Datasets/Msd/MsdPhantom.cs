using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Phantoms;

namespace Pipeline.Training.Datasets.Msd;

/// <summary>Made-up abdomens with a spleen, as a task of the Decathlon: dataset.json, imagesTr, labelsTr and one test image.</summary>
public sealed class MsdPhantom : IPhantomWriter
{
    private static readonly PhantomPlan Plan = new() { Labels = [1], Hounsfield = true, Spacing = (1.9, 2.6), Thickness = (3, 6) };

    public string Name => "msd";

    public void Write(string folder, int patients, long seed, CancellationToken cancellation) =>
        PhantomFolder.Write(
            new PhantomMark(Name, patients, seed),
            folder,
            (staging, patient) =>
            {
                if (patient == 1) Begin(staging, patients, seed);
                var scan = PhantomScan.Draw(Plan, seed, patient);
                ImageFile.Write(Path.Combine(staging, "imagesTr", FileName(patient)), scan.Images[0]);
                ImageFile.WriteLabels(Path.Combine(staging, "labelsTr", FileName(patient)), scan.Labels);
            },
            cancellation);

    public IReadOnlyList<Volume<float>> Sample(long seed, int modalities) => PhantomScan.Sample(Plan, seed, modalities);

    private static void Begin(string folder, int patients, long seed)
    {
        foreach (var part in (ReadOnlySpan<string>)["imagesTr", "labelsTr", "imagesTs"]) Directory.CreateDirectory(Path.Combine(folder, part));
        ImageFile.Write(Path.Combine(folder, "imagesTs", FileName(patients + 1)), PhantomScan.Draw(Plan, seed, patients + 1).Images[0]);
        var training = Enumerable.Range(1, patients).Select(patient => (JsonNode)new JsonObject
        {
            ["image"] = $"./imagesTr/{FileName(patient)}",
            ["label"] = $"./labelsTr/{FileName(patient)}",
        });
        var json = new JsonObject
        {
            ["name"] = "Spleen",
            ["description"] = "Spleen segmentation, made-up",
            ["licence"] = "MIT",
            ["tensorImageSize"] = "3D",
            ["modality"] = new JsonObject { ["0"] = "CT" },
            ["labels"] = new JsonObject { ["0"] = "background", ["1"] = "spleen" },
            ["numTraining"] = patients,
            ["numTest"] = 1,
            ["training"] = new JsonArray([.. training]),
            ["test"] = new JsonArray($"./imagesTs/{FileName(patients + 1)}"),
        };
        File.WriteAllText(Path.Combine(folder, "dataset.json"), json.ToJsonString() + "\n");
    }

    private static string FileName(int patient) => string.Create(CultureInfo.InvariantCulture, $"spleen_{patient}.nii.gz");
}
