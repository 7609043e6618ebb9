using System.Text;
using System.Text.Json;

namespace Pipeline.Bundles;

/// <summary>
/// What a model is and how it must be fed: the contract between training and runtime. Data only; nothing in it is ever evaluated.
/// <see cref="Load"/> and <see cref="Parse"/> give a validated card; call <see cref="Validate"/> on one made in code.
/// </summary>
public sealed partial record Card
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-card/1";

    /// <summary>Key in an ONNX file's metadata_props that holds <see cref="ForModel"/> as JSON.</summary>
    public const string MetadataKey = "pipeline.card";

    /// <summary>Largest card that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the model; also its folder: lower-case letters, digits, '.', '_' and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the model (SemVer); also its folder.</summary>
    public required string Version { get; init; }

    /// <summary>What it does, for example <c>segmentation</c>.</summary>
    public required string Task { get; init; }

    /// <summary>One or two sentences.</summary>
    public required string Description { get; init; }

    /// <summary>Labels in the order of the network's output channels; the first is 0 = background.</summary>
    public required IReadOnlyList<LabelInfo> Labels { get; init; }

    /// <summary>Input channels in order, for example <c>t2</c>, <c>flair</c>.</summary>
    public required IReadOnlyList<string> Modalities { get; init; }

    /// <summary>2: slice by slice; 3: volumes.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Spacing that the network works at, in mm: [x, y] for 2-D, [x, y, z] for 3-D.</summary>
    public required IReadOnlyList<double> Spacing { get; init; }

    /// <summary>Training patch in voxels: [x, y] or [x, y, z]; multiples of <see cref="Divisibility"/>.</summary>
    public required IReadOnlyList<int> Patch { get; init; }

    /// <summary>Every input size must be a multiple of it (2^number of poolings).</summary>
    public required int Divisibility { get; init; }

    /// <summary>Name of the graph's input, shape [N,M,H,W] or [N,M,D,H,W].</summary>
    public string InputName { get; init; } = "image";

    /// <summary>The graph's output that is used.</summary>
    public required OutputInfo Output { get; init; }

    /// <summary>True where the output is averaged over a slice and its three mirror images, at 4 times the work.</summary>
    public bool? TestTimeFlips { get; init; }

    /// <summary>Steps from the file's voxels to the network's input.</summary>
    public required IReadOnlyList<PreprocessingStep> Preprocessing { get; init; }

    /// <summary>Steps on the label map.</summary>
    public required IReadOnlyList<PostprocessingStep> Postprocessing { get; init; }

    /// <summary>Training regime: full, weakly, semi, self, semi-weakly.</summary>
    public required string Regime { get; init; }

    /// <summary>Annotations that the training saw.</summary>
    public required AnnotationInfo Annotations { get; init; }

    /// <summary>Training data and its terms.</summary>
    public required DatasetInfo Dataset { get; init; }

    /// <summary>Seeds of the training.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Commit of the code.</summary>
    public required string Commit { get; init; }

    /// <summary>Versions of what trained and exported it: backend, libtorch, runtime, …</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The command that trained it; data folders as <c>$PIPELINE_DATA</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The golden pair; null when the bundle has none.</summary>
    public GoldenInfo? Golden { get; init; }

    /// <summary>What the training images looked like.</summary>
    public required EnvelopeInfo Envelope { get; init; }

    /// <summary>Headline figures; null until measured and in the copy inside the model.</summary>
    public MetricsSummary? Metrics { get; init; }

    /// <summary>Reads and validates card.json.</summary>
    public static Card Load(string path) =>
        Validated(StrictJson.Read(path, JsonForm.Indented.Card, CurrentSchema, MaxBytes, FileFaults.Bundle), path);

    /// <summary>Reads and validates a card from memory; <paramref name="file"/> is for messages.</summary>
    public static Card Parse(ReadOnlySpan<byte> json, string file) =>
        Validated(StrictJson.Parse(json, file, JsonForm.Indented.Card, CurrentSchema, MaxBytes, FileFaults.Bundle), file);

    /// <summary>Validates and gives the text of card.json (UTF-8, indented).</summary>
    public byte[] ToJson()
    {
        Validate();
        return StrictJson.ToBytes(this, JsonForm.Indented.Card);
    }

    /// <summary>
    /// The card as known before anything was measured: without metrics, golden pair and command, so that the same weights
    /// give the same model file wherever they were trained.
    /// </summary>
    public Card ForModel() => this with { Metrics = null, Golden = null, Command = "" };

    /// <summary><see cref="ForModel"/> on one line: the value of <see cref="MetadataKey"/>.</summary>
    public string ToModelJson() => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(ForModel(), JsonForm.Compact.Card));

    private static Card Validated(Card card, string file)
    {
        card.Validate(file);
        return card;
    }
}
