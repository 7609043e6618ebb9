using Pipeline.Training.Batches;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Every step: labelled windows, unlabelled windows, their strong views, flips and affine maps, each from a stream of its own, so that equal seeds
/// give the same labelled windows whatever else a run uses.
/// </summary>
internal sealed class SemiBatches(LabelledSampler labelled, UnlabelledSampler? unlabelled, SemiOptions options, SamplingOptions sampling, int channels)
    : IBatchSource<SemiBatch>
{
    private const int FlipStream = 2;
    private const int ViewStream = 3;
    private const int MapStream = 4;

    public SemiBatch Allocate() => new(
        new LabelledBatch(options.LabelledBatch, channels, options.Patch),
        unlabelled is null ? null : new UnlabelledBatch(options.UnlabelledBatch, channels, options.Patch),
        unlabelled is null || !options.Strong ? null : new StrongViews(options.UnlabelledBatch, channels, options.Patch),
        options.Affine);

    public void Fill(SemiBatch batch, long step)
    {
        labelled.Fill(batch.Labelled, step);
        if (unlabelled is null || batch.Unlabelled is null) return;
        unlabelled.Fill(batch.Unlabelled, step);
        for (var index = 0; index < batch.Unlabelled.Count; index++)
        {
            var flips = batch.Flips.AsSpan(2 * index, 2);
            Flips.Draw(flips, Stream(step, index, FlipStream), options.FlipProbability);
            if (batch.Maps is not null) AffineMaps.Draw(batch.Maps.AsSpan(AffineMaps.Numbers * index, AffineMaps.Numbers), flips, Stream(step, index, MapStream));
            batch.Views?.Make(index, batch.Unlabelled, batch.Labelled, Stream(step, index, ViewStream), options, sampling.Augmentation);
        }
    }

    private RandomStream Stream(long step, int index, int stream) =>
        new(sampling.Seed, step, ((long)stream << 32) | (uint)index, RandomPurpose.Regime);
}
