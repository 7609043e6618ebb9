using Pipeline.Training.Augmentation;
using Pipeline.Training.Preparation;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Batches;

/// <summary>
/// Cuts augmented windows from labelled slices: every slice once per pass in a random order; window, geometry and intensity drawn
/// from (seed, step, index). Holds no state that a result depends on.
/// </summary>
public sealed class LabelledSampler
{
    private readonly List<(LabelledCase Case, int Z)> _slices;
    private readonly ShuffledPasses _order;
    private readonly SamplingOptions _options;

    public LabelledSampler(IReadOnlyList<LabelledCase> cases, SamplingOptions options)
    {
        _slices = [.. cases.SelectMany(c => Enumerable.Range(0, c.Image.Size.Z).Select(z => (c, z)))];
        if (_slices.Count == 0) throw new ArgumentException("no labelled slice to draw from", nameof(cases));
        _options = options;
        _order = new ShuffledPasses(_slices.Count, options.Seed, options.Stream);
    }

    /// <summary>Slices per pass.</summary>
    public int SliceCount => _slices.Count;

    public void Fill(LabelledBatch batch, long step)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            var (labelled, z) = _slices[_order.At(step * batch.Count + index)];
            var image = labelled.Image;
            var geometry = Stream(step, index, RandomPurpose.Geometry);
            var anchor = Anchor(geometry, labelled, z);
            var map = GeometricMap.Draw(geometry, _options.Augmentation, batch.Size, anchor);
            Warp.Labels(labelled.Slice(z), image.Size.X, image.Size.Y, map, batch.Label(index));
            var intensity = Stream(step, index, RandomPurpose.Intensity);
            for (var channel = 0; channel < batch.Channels; channel++)
            {
                var target = batch.Image(index, channel);
                Warp.Image(image.Slice(channel, z), image.Size.X, image.Size.Y, map, target);
                if (_options.Intensity) IntensityAugmentation.Apply(target, batch.Size, intensity, _options.Augmentation);
            }
        }
    }

    private (double X, double Y) Anchor(RandomStream random, LabelledCase labelled, int z)
    {
        var onForeground = random.Chance(_options.Augmentation.ForegroundProbability);
        var pick = random.NextDouble();
        var anchors = labelled.ForegroundAnchors(z);
        return onForeground && anchors.Length > 0
            ? anchors[(int)(pick * anchors.Length)]
            : ((labelled.Image.Size.X - 1) / 2.0, (labelled.Image.Size.Y - 1) / 2.0);
    }

    private RandomStream Stream(long step, int index, RandomPurpose purpose) =>
        new(_options.Seed, step, ((long)_options.Stream << 32) | (uint)index, purpose);
}
