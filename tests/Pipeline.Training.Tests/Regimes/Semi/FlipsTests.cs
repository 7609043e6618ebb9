using Pipeline.Training.Randomness;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class FlipsTests : TransformationContract
{
    protected override ITransformation Create() => new Flips([false, false, true, false, false, true, true, true]);

    [Fact]
    public void Axes_are_each_image_s_height_and_width()
    {
        using var scope = NewDisposeScope();
        var images = tensor(new float[] { 0, 1, 2, 3, 4, 5 }, [1, 1, 2, 3]).repeat(4, 1, 1, 1);
        var flipped = Create().Apply(images);
        float[][] expected = [[0, 1, 2, 3, 4, 5], [3, 4, 5, 0, 1, 2], [2, 1, 0, 5, 4, 3], [5, 4, 3, 2, 1, 0]];
        for (var n = 0; n < 4; n++) Assert.Equal(expected[n], flipped[n].contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Each_axis_is_flipped_as_often_as_asked()
    {
        var flips = new bool[20_000];
        Flips.Draw(flips, new RandomStream(1, 2, 3, RandomPurpose.Regime), 0.8);
        Assert.InRange(flips.Count(f => f) / 20_000.0, 0.79, 0.81);
        // 64 % of the copies are turned by 180°.
        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => flips[2 * i] && flips[2 * i + 1]) / 10_000.0, 0.62, 0.66);
    }
}
