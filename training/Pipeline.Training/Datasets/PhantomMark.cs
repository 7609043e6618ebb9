using System.Text.Json;
using Pipeline.Imaging;
using Pipeline.Training.Configuration;

namespace Pipeline.Training.Datasets;

/// <summary>phantom.json at the root of made-up data: who sees it knows that no patient is in there, and a card says so.</summary>
/// <param name="Dataset">Whose layout it is.</param>
/// <param name="Patients">How many were written.</param>
/// <param name="Seed">Writes them again.</param>
public sealed record PhantomMark(string Dataset, int Patients, long Seed)
{
    private const string FileName = "phantom.json";

    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream =>
    {
        JsonSerializer.Serialize(stream, this, TrainingJson.Default.PhantomMark);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>The mark of a folder; null for real data.</summary>
    public static PhantomMark? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), TrainingJson.Default.PhantomMark);
        }
        catch (JsonException e)
        {
            throw new Bundles.UserInputException($"{path}: is not a phantom's mark ({e.Message.ReplaceLineEndings(" ")}); remove it if the data are real", e);
        }
    }

    /// <summary>The description of the data set, with the made-up data's own name and terms.</summary>
    public DatasetDescription Describe(DatasetDescription real) => real with
    {
        Title = $"{Dataset} phantom ({Patients} made-up patients, seed {Seed})",
        Licence = "MIT",
        LicenceUrl = null,
        Citation = $"Made by Pipeline: segtrain phantom {Dataset} --patients {Patients} --seed {Seed}",
    };
}
