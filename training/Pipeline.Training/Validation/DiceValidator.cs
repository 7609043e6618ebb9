using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Networks;
using Pipeline.Training.Datasets;
using static TorchSharp.torch;

namespace Pipeline.Training.Validation;

/// <summary>
/// Mean foreground 3-D Dice on the validation patients: each volume segmented by the runtime's own Segmenter, measured on the grid it was
/// read on, averaged over classes, then cases; without test-time flips. Scores leave this class, labels do not.
/// </summary>
public sealed class DiceValidator
{
    private readonly Card _card;
    private readonly Device _device;
    private readonly List<(PreparedImage Image, Volume<ushort> Truth)> _cases = [];

    public DiceValidator(IReadOnlyList<DatasetCase> cases, Card card, Device device)
    {
        _card = card with { TestTimeFlips = null };
        _device = device;
        foreach (var item in cases)
        {
            var label = item.Label ?? throw new UserInputException($"{item.Id}: a validation case needs a label map");
            var volumes = card.Modalities.Select(modality => ImageFile.Read(item.Images[modality])).ToList();
            _cases.Add((Preprocessor.Apply(volumes, card.Preprocessing), ImageFile.ReadLabels(label)));
        }
    }

    public ValidationScore Score(ExportableNetwork network)
    {
        using var segmenter = new Segmenter(new TorchRunner(network, _device), _card, new SegmenterOptions { Threads = 1 });
        var classes = _card.Labels.Where(label => label.Value != 0).ToList();
        var sums = new double[classes.Count];
        foreach (var (image, truth) in _cases)
        {
            var labels = segmenter.Segment(image);
            for (var c = 0; c < classes.Count; c++) sums[c] += Dice.Of(labels.Voxels, truth.Voxels, (ushort)classes[c].Value);
        }
        var means = classes.Select((label, c) => (label.Name, Dice: sums[c] / _cases.Count)).ToList();
        return new ValidationScore(means.Average(m => m.Dice), means.ToDictionary(m => m.Name, m => m.Dice, StringComparer.Ordinal));
    }
}
