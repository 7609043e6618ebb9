using System.Text;

namespace Pipeline.Bundles;

/// <summary>
/// A model that was verified: checksums of all files, rules of the ONNX walk, card, and that card and model agree.
/// The model's bytes are read once; those that were hashed and walked are those in <see cref="Model"/>.
/// </summary>
public sealed class Bundle
{
    /// <summary>The network.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The contract.</summary>
    public const string CardFile = "card.json";

    /// <summary>What evaluation measured.</summary>
    public const string MetricsFileName = "metrics.json";

    /// <summary>How close the exported model is to the trained network.</summary>
    public const string ParityFileName = "parity.json";

    private readonly IReadOnlyDictionary<string, string> _hashes;

    private Bundle(Card card, byte[] model, OnnxSummary summary, string? folder, IReadOnlyDictionary<string, string> hashes)
    {
        (Card, Model, Summary, Folder, _hashes) = (card, model, summary, folder, hashes);
    }

    /// <summary>The card: of card.json, or of the model's metadata for a lone .onnx.</summary>
    public Card Card { get; }

    /// <summary>The bytes of the model, verified; give these to the session.</summary>
    public byte[] Model { get; }

    /// <summary>What the walk saw in the model.</summary>
    public OnnxSummary Summary { get; }

    /// <summary>The bundle's folder; null for a lone .onnx.</summary>
    public string? Folder { get; }

    /// <summary>Name of the model.</summary>
    public string Name => Card.Name;

    /// <summary>Version of the model.</summary>
    public string Version => Card.Version;

    /// <summary>SHA-256 of the model's bytes.</summary>
    public string ModelHash => Checksums.Hash(Model);

    /// <summary>Opens and verifies a model.</summary>
    /// <param name="model">A bundle folder, NAME (then the highest version), NAME/VERSION, or a .onnx file with a card inside.</param>
    /// <param name="modelsRoot">Where names are looked up, for example <c>artifacts/models</c>.</param>
    /// <param name="policy">Limits for the model; the defaults when null.</param>
    public static Bundle Open(string model, string modelsRoot, OnnxPolicy? policy = null)
    {
        ModelLocator.Place place = ModelLocator.Find(model, modelsRoot);
        Bundle bundle = place.IsFolder ? OpenFolder(place.Path, policy ?? OnnxPolicy.Default) : OpenFile(place.Path, policy ?? OnnxPolicy.Default);
        if (place.Name is not null && (bundle.Name, bundle.Version) != (place.Name, place.Version))
        {
            throw new BundleException(
                BundleFiles.Shown(place.Path, CardFile), "name",
                $"found {bundle.Name} {bundle.Version}, expected {place.Name} {place.Version} as the folders say");
        }
        return bundle;
    }

    /// <summary>Whether the bundle lists a file; always false for a lone .onnx.</summary>
    public bool Has(string path) => _hashes.ContainsKey(path);

    /// <summary>Reads a listed file again and compares it with its checksum.</summary>
    public byte[] ReadFile(string path, int maxBytes = 64 << 20)
    {
        if (Folder is null || !_hashes.TryGetValue(path, out string? expected))
        {
            throw new BundleException(Folder is null ? ModelFile : BundleFiles.Shown(Folder, path), "missing-file", "is not part of the bundle");
        }
        byte[] bytes = BundleFiles.Read(Folder, path, maxBytes);
        Checksums.Compare(Folder, path, Checksums.Hash(bytes), expected);
        return bytes;
    }

    /// <summary>Path on disk of a listed file.</summary>
    public string PathOf(string path) =>
        Folder is not null && Has(path) ? Path.Join(Folder, path) : throw new BundleException(path, "missing-file", "is not part of the bundle");

    /// <summary>metrics.json; null when the bundle has none.</summary>
    public MetricsFile? ReadMetrics() =>
        Has(MetricsFileName) ? MetricsFile.Parse(ReadFile(MetricsFileName, MetricsFile.MaxBytes), BundleFiles.Shown(Folder!, MetricsFileName)) : null;

    /// <summary>parity.json; null when the bundle has none.</summary>
    public ParityFile? ReadParity() =>
        Has(ParityFileName) ? ParityFile.Parse(ReadFile(ParityFileName, ParityFile.MaxBytes), BundleFiles.Shown(Folder!, ParityFileName)) : null;

    private static Bundle OpenFolder(string folder, OnnxPolicy policy)
    {
        byte[] model = BundleFiles.Read(folder, ModelFile, policy.MaxBytes), json = BundleFiles.Read(folder, CardFile, Card.MaxBytes);
        IReadOnlyDictionary<string, string> hashes = Checksums.Verify(
            folder, new Dictionary<string, byte[]>(StringComparer.Ordinal) { [ModelFile] = model, [CardFile] = json });
        string modelName = BundleFiles.Shown(folder, ModelFile), cardName = BundleFiles.Shown(folder, CardFile);
        OnnxSummary summary = OnnxWalk.Check(model, policy, modelName);
        Card card = Card.Parse(json, cardName);
        if (CardInside(summary, modelName) is { } inside && inside.ToModelJson() != card.ToModelJson())
        {
            throw new BundleException(cardName, "card", $"differs from the card inside {ModelFile}; export the model again");
        }
        foreach (string path in card.Golden is { } golden ? golden.Input.Append(golden.Expected) : [])
        {
            if (!hashes.ContainsKey(path)) { throw new BundleException(cardName, "golden", $"golden: names {Text.Quote(path)}, which is not in the bundle"); }
        }
        ModelInterface.Check(card, summary, modelName);
        return new Bundle(card, model, summary, folder, hashes);
    }

    private static Bundle OpenFile(string path, OnnxPolicy policy)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        byte[] model = BundleFiles.Read(folder, Path.GetFileName(path), policy.MaxBytes);
        OnnxSummary summary = OnnxWalk.Check(model, policy, path);
        Card card = CardInside(summary, path)
            ?? throw new BundleException(path, "card", $"holds no card (metadata key {Card.MetadataKey}); open its bundle folder, or export it with this program");
        ModelInterface.Check(card, summary, path);
        return new Bundle(card, model, summary, null, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private static Card? CardInside(OnnxSummary summary, string file) =>
        summary.Metadata.TryGetValue(Card.MetadataKey, out string? json) ? Card.Parse(Encoding.UTF8.GetBytes(json), $"{file} ({Card.MetadataKey})") : null;
}
