using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Segments images with a model as its card says: preprocessing, the network slice by slice, labels on the input's own grid,
/// post-processing. The result does not depend on batch size, threads or order of cases. One image at a time.
/// </summary>
public sealed partial class Segmenter : IDisposable
{
    private readonly SliceRunner _slices;
    private readonly PlaneLabeller _labeller;
    private readonly Lock _gate = new();

    /// <summary>Takes over <paramref name="runner"/> and disposes it.</summary>
    public Segmenter(IModelRunner runner, Card card, SegmenterOptions? options = null)
    {
        Runner = runner;
        Card = card;
        Options = options ?? new SegmenterOptions();
        CardSupport.Check(card);
        _slices = new SliceRunner(runner, CardSupport.Channels(card), card.Divisibility, Options.MaxBatch, card.TestTimeFlips == true);
        ushort[] labels = [.. card.Labels.Select(label => checked((ushort)label.Value))];
        _labeller = new PlaneLabeller(CardSupport.Channels(card), CardSupport.NeedsSoftmax(card), labels, (float?)card.Output.Threshold);
    }

    /// <summary>What the model takes and gives.</summary>
    public Card Card { get; }

    /// <summary>How it runs.</summary>
    public SegmenterOptions Options { get; }

    /// <summary>The network.</summary>
    internal IModelRunner Runner { get; }

    /// <summary>The device that the network runs on.</summary>
    public DeviceSpec Device => Runner is OnnxRunner onnx ? onnx.Device : DeviceSpec.Cpu;

    /// <summary>Why the network runs on that device, in a few words.</summary>
    public string DeviceNote { get; private init; } = "";

    /// <summary>Checks the modalities (in the card's order) and prepares them; may run on another thread than the network.</summary>
    public PreparedImage Prepare(IReadOnlyList<Volume<float>> modalities)
    {
        InputCheck.Check(modalities, Card);
        return Preprocessor.Apply(modalities, Card.Preprocessing);
    }

    /// <summary>Label map of the modalities (in the card's order), on their own grid.</summary>
    public Volume<ushort> Segment(IReadOnlyList<Volume<float>> modalities, CancellationToken cancellation = default) =>
        Segment(Prepare(modalities), cancellation);

    /// <summary>Label map of a prepared image, on the grid it was read on.</summary>
    public Volume<ushort> Segment(PreparedImage image, CancellationToken cancellation = default)
    {
        Size3 size = image.OriginalSize;
        var labels = new Volume<ushort>(size, image.OriginalGeometry, new ushort[size.Count]);
        (int W, int H) prepared = (image.Size.X, image.Size.Y);
        (int W, int H) padded = _slices.Padded(prepared.W, prepared.H);
        lock (_gate)
        {
            _slices.Run(
                image.Channels,
                (z, maps) => _labeller.Label(maps, padded, prepared, labels.Slice(z), (size.X, size.Y)),
                cancellation);
        }

        Postprocessor.Apply(labels, Card.Postprocessing);
        return labels;
    }

    /// <inheritdoc/>
    public void Dispose() => Runner.Dispose();
}
