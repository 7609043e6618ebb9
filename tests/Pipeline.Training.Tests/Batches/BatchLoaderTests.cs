using Pipeline.Training.Augmentation;
using Pipeline.Training.Batches;
using Pipeline.Training.Regimes.Full;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Batches;

public sealed class BatchLoaderTests
{
    private static FullBatches Source()
    {
        var sampler = new LabelledSampler(
            [SmallCases.Labelled("a", 40, 44, 3), SmallCases.Labelled("b", 50, 38, 4)], new SamplingOptions(32, 5, 0, new AugmentationOptions()));
        return new FullBatches(sampler, 3, 1, 32);
    }

    private static List<(float[] Images, long[] Labels)> Read(long first, long end, int workers, int ahead)
    {
        using var loader = new BatchLoader<LabelledBatch>(Source(), first, end, workers, ahead);
        var result = new List<(float[], long[])>();
        for (var step = first; step < end; step++)
        {
            var batch = (LabelledBatch)loader.Take(step);
            result.Add(([.. batch.Images], [.. batch.Labels]));
            loader.GiveBack(step);
        }
        return result;
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 7)]
    [InlineData(8, 4)]
    public void Batches_do_not_depend_on_workers_or_ring(int workers, int ahead)
    {
        var expected = Read(0, 30, 1, 2);
        var found = Read(0, 30, workers, ahead);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Images, found[i].Images);
            Assert.Equal(expected[i].Labels, found[i].Labels);
        }
    }

    [Fact]
    public void A_loader_that_starts_later_gives_the_same_batches_from_there_on()
    {
        var expected = Read(0, 20, 2, 4);
        var found = Read(13, 20, 2, 4);
        for (var i = 0; i < found.Count; i++) Assert.Equal(expected[13 + i].Images, found[i].Images);
    }

    [Fact]
    public void Successive_batches_differ()
    {
        var batches = Read(0, 2, 1, 2);
        Assert.NotEqual(batches[0].Images, batches[1].Images);
    }

    [Fact]
    public void A_failure_in_a_worker_reaches_the_trainer()
    {
        using var loader = new BatchLoader<LabelledBatch>(new FailingSource(), 0, 10, 2, 4);
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            for (var step = 0; step < 10; step++)
            {
                loader.Take(step);
                loader.GiveBack(step);
            }
        });
        Assert.Equal("broken at 3", error.Message);
    }

    [Fact]
    public void Disposing_early_ends_the_workers()
    {
        var before = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
        for (var i = 0; i < 5; i++) new BatchLoader<LabelledBatch>(Source(), 0, 1000, 4, 4).Dispose();
        Assert.InRange(System.Diagnostics.Process.GetCurrentProcess().Threads.Count, 0, before + 8);
    }

    private sealed class FailingSource : IBatchSource<LabelledBatch>
    {
        public LabelledBatch Allocate() => new(1, 1, 8);

        public void Fill(LabelledBatch batch, long step)
        {
            if (step == 3) throw new InvalidDataException("broken at 3");
        }
    }
}
