using System.Security.Cryptography;

using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Inference.Tests;

namespace Segrun.Tests;

/// <summary>A folder with a model store, images and cases, gone after the test. The model labels x > 3.5 as class 1, > 6.5 as class 2.</summary>
public sealed class Workshop : IDisposable
{
    private static readonly string[] Classes = ["class 1", "class 2"];

    /// <summary>Everything is in here.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("segrun").FullName;

    /// <summary>The models root with tiny/1.0.0 in it.</summary>
    public string Models => Path.Combine(Folder, "models");

    /// <summary>The bundle's folder.</summary>
    public string BundleFolder => Path.Combine(Models, "tiny", "1.0.0");

    public Workshop() => WriteBundle("1.0.0");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (string folder in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories))
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A path inside the workshop.</summary>
    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>A bundle of the threshold network with golden pair, parity and metrics.</summary>
    public void WriteBundle(string version, double relativeMax = 1e-6, bool wrongGolden = false, double meanDice = 0.9)
    {
        Card card = TinyCards.Card(3, divisor: 8) with { Version = version };
        card = card with { Golden = new GoldenInfo { Seed = 1, Input = ["golden/input.nii.gz"], Expected = "golden/expected.nii.gz" } };
        BundleWriter.Write(Models, "tiny", version, writer =>
        {
            writer.Add("model.onnx", Network(card));
            writer.Add("card.json", card.ToJson());
            writer.Add("README.md", "# tiny\n");
            ImageFile.Write(writer.PathFor("golden/input.nii.gz"), Image(12, 9, 2));
            ImageFile.WriteLabels(writer.PathFor("golden/expected.nii.gz"), wrongGolden ? Truth(12, 9, 2, 0) : Truth(12, 9, 2));
            writer.Add("parity.json", new ParityFile
            {
                Inputs = 50,
                Sizes = [[8, 8]],
                MaxAbs = relativeMax,
                MeanAbs = 0,
                LogitRange = 1,
                RelativeMax = relativeMax,
                LabelAgreement = 1,
                Opset = 17,
                Runtime = "test",
                Backend = "test",
            }.ToJson());
            writer.Add("metrics.json", Metrics(version, meanDice).ToJson());
        });
    }

    /// <summary>A bundle map/1.0.0 of a network that gives 0.1·x as its map, −x besides, and the mean as a score; foreground is above 0.45.</summary>
    /// <param name="recordedFactor">What the recorded runs say instead of 0.1.</param>
    public string WriteMapBundle(float recordedFactor = 0.1f)
    {
        Card card = TinyCards.Card(2, divisor: 8, kind: OutputKind.Map, threshold: 0.45) with { Name = "map" };
        card = card with { Output = card.Output with { Name = "map" }, Golden = new GoldenInfo { Seed = 1, Input = ["golden/input.nii.gz"], Expected = "golden/expected.nii.gz" } };
        var graph = new GraphModel(1);
        graph.Output(graph.Node("Neg", ["image"]), "negative", -1, 1, -1, -1);
        graph.Output(graph.Node("Mul", ["image", graph.Floats([1], [0.1f])]), "map", -1, 1, -1, -1);
        graph.Output(graph.Node("ReduceMean", ["image"], "axes=2,3", "keepdims=0"), "score", -1, 1);
        BundleWriter.Write(Models, "map", "1.0.0", writer =>
        {
            writer.Add("model.onnx", graph.ToBytes(new Dictionary<string, string> { [Card.MetadataKey] = card.ToModelJson() }));
            writer.Add("card.json", card.ToJson());
            ImageFile.Write(writer.PathFor("golden/input.nii.gz"), Image(12, 9, 2));
            ImageFile.WriteLabels(writer.PathFor("golden/expected.nii.gz"), MapTruth());
            writer.Add("parity.json", new ParityFile
            {
                Inputs = 5,
                Sizes = [[8, 8]],
                MaxAbs = 0,
                MeanAbs = 0,
                LogitRange = 1,
                RelativeMax = 0,
                LabelAgreement = 1,
                Opset = 17,
                Runtime = "test",
                Backend = "test",
                Outputs = new Dictionary<string, ParityOutput>
                {
                    ["map"] = new() { MaxAbs = 0, MeanAbs = 0, Range = 1, RelativeMax = 0, LabelAgreement = 1 },
                    ["score"] = new() { MaxAbs = 0, MeanAbs = 0, Range = 1, RelativeMax = 0 },
                },
                Checks = [Recorded([1, 1, 8, 8], 1), Recorded([2, 1, 8, 16], 2)],
            }.ToJson());
        });
        return Path.Combine(Models, "map", "1.0.0");

        RecordedRun Recorded(int[] shape, long seed)
        {
            float[] input = RecordedRuns.Input(shape, seed);
            float[] scores = [.. input.Chunk(shape[2] * shape[3]).Select(slice => slice.Average())];
            return new RecordedRun
            {
                Shape = shape,
                Seed = seed,
                Outputs = new Dictionary<string, RecordedOutput>
                {
                    ["map"] = RecordedRuns.Brief([.. input.Select(x => recordedFactor * x)], shape, seed, labels: false),
                    ["score"] = RecordedRuns.Brief(scores, [shape[0], 1], seed, labels: false),
                },
            };
        }
    }

    /// <summary>What that network gives for the image of <see cref="WriteImage"/>.</summary>
    public static Volume<ushort> MapTruth() => Volumes.Labels(12, 9, 2, (x, y, z) => (ushort)(Value(x, y, z) > 4.5f ? 1 : 0));

    /// <summary>The network with its card inside.</summary>
    internal static byte[] Network(Card card) =>
        TinyModels.Thresholds([3.5f, 6.5f], new Dictionary<string, string> { [Card.MetadataKey] = card.ToModelJson() });

    /// <summary>An image of the values 0 to 9 on an oblique grid.</summary>
    public static Volume<float> Image(int x, int y, int z) => Volumes.Float(x, y, z, Value);

    /// <summary>What the network gives for <see cref="Image"/>, or <paramref name="constant"/> everywhere.</summary>
    public static Volume<ushort> Truth(int x, int y, int z, ushort? constant = null) => Volumes.Labels(
        x, y, z, (i, j, k) => constant ?? (ushort)(Value(i, j, k) > 6.5f ? 2 : Value(i, j, k) > 3.5f ? 1 : 0));

    /// <summary>Writes an image and gives its path.</summary>
    public string WriteImage(string name, int x = 12, int y = 9, int z = 2)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        ImageFile.Write(At(name), Image(x, y, z));
        return At(name);
    }

    /// <summary>Writes a cases file of two cases whose truth the network hits exactly.</summary>
    public string WriteCases(string name = "cases.json")
    {
        CaseEntry[] entries = [.. new[] { "a", "b" }.Select(id =>
        {
            WriteImage($"{id}.nii.gz");
            ImageFile.WriteLabels(At($"{id}_gt.nii.gz"), Truth(12, 9, 2));
            return new CaseEntry { Id = id, Group = id, Images = new Dictionary<string, string> { ["mr"] = At($"{id}.nii.gz") }, Label = At($"{id}_gt.nii.gz") };
        })];
        new CasesFile { Cases = entries }.Save(At(name));
        return At(name);
    }

    /// <summary>Hashes of all files below the workshop, by relative path: equal before and after means nothing was touched.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Folder, path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private static float Value(int x, int y, int z) => ((x * 7) + (y * 13) + (z * 29)) % 10;

    private static MetricsFile Metrics(string version, double dice) => new()
    {
        Model = "tiny",
        Version = version,
        MeanDice = dice,
        MeanDiceInterval = [dice, dice],
        Classes = Classes.ToDictionary(name => name, _ => new ClassMetrics { Dice = dice, DiceInterval = [dice, dice], Hd95Undefined = 2 }),
        Cases = [Case("a", dice), Case("b", dice)],
        Device = "cpu",
        Backend = "test",
        Command = "test",
        Commit = "",
    };

    private static CaseMetrics Case(string id, double dice) => new()
    {
        Id = id,
        Group = id,
        Seconds = 0,
        Dice = Classes.ToDictionary(name => name, _ => dice),
        Hd95 = Classes.ToDictionary(name => name, _ => (double?)null),
    };
}
