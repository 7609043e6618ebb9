using Pipeline.Training.Augmentation;
using Pipeline.Training.Preparation;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Batches;

/// <summary>Cuts augmented windows from slices whose labels it cannot see; otherwise as <see cref="LabelledSampler"/>.</summary>
public sealed class UnlabelledSampler
{
    private readonly List<(ImageCase Case, int Z)> _slices;
    private readonly ShuffledPasses _order;
    private readonly SamplingOptions _options;

    public UnlabelledSampler(IReadOnlyList<ImageCase> cases, SamplingOptions options)
    {
        _slices = [.. cases.SelectMany(c => Enumerable.Range(0, c.Size.Z).Select(z => (c, z)))];
        if (_slices.Count == 0) throw new ArgumentException("no unlabelled slice to draw from", nameof(cases));
        _options = options;
        _order = new ShuffledPasses(_slices.Count, options.Seed, options.Stream);
    }

    public int SliceCount => _slices.Count;

    public void Fill(UnlabelledBatch batch, long step)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            var (image, z) = _slices[_order.At(step * batch.Count + index)];
            var geometry = Stream(step, index, RandomPurpose.Geometry);
            var middle = ((image.Size.X - 1) / 2.0, (image.Size.Y - 1) / 2.0);
            var map = GeometricMap.Draw(geometry, _options.Augmentation, batch.Size, middle);
            var intensity = Stream(step, index, RandomPurpose.Intensity);
            for (var channel = 0; channel < batch.Channels; channel++)
            {
                var target = batch.Image(index, channel);
                Warp.Image(image.Slice(channel, z), image.Size.X, image.Size.Y, map, target);
                if (_options.Intensity) IntensityAugmentation.Apply(target, batch.Size, intensity, _options.Augmentation);
            }
        }
    }

    private RandomStream Stream(long step, int index, RandomPurpose purpose) =>
        new(_options.Seed, step, ((long)_options.Stream << 32) | (uint)index, purpose);
}
