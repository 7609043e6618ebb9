using Pipeline.Training.Batches;

namespace Pipeline.Training.Regimes.Full;

/// <summary>Every step: one batch of labelled windows.</summary>
internal sealed class FullBatches(LabelledSampler sampler, int count, int channels, int size) : IBatchSource<LabelledBatch>
{
    public LabelledBatch Allocate() => new(count, channels, size);

    public void Fill(LabelledBatch batch, long step) => sampler.Fill(batch, step);
}
