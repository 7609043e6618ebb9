using Pipeline.Training.Randomness;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class AffineMapsTests : TransformationContract
{
    private static readonly bool[][] AllFlips = [[false, false], [true, false], [false, true], [true, true]];

    private static AffineMaps Of(params float[] maps) => new(maps, CPU);

    private static float[] Draw(long step, ReadOnlySpan<bool> flips)
    {
        var map = new float[AffineMaps.Numbers];
        AffineMaps.Draw(map, flips, new RandomStream(1, step, 0, RandomPurpose.Regime));
        return map;
    }

    protected override ITransformation Create() => Of([.. AllFlips.Index().SelectMany(flips => Draw(flips.Index, flips.Item))]);

    [Fact]
    public void A_map_that_only_mirrors_does_what_the_flips_do()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var images = randn([4, 2, 7, 7]);
        var mirrored = Of([.. AllFlips.SelectMany(f => new float[] { f[1] ? -1 : 1, 0, 0, 0, f[0] ? -1 : 1, 0 })]);
        var expected = new Flips([.. AllFlips.SelectMany(f => f)]).Apply(images);
        Assert.True((mirrored.Apply(images) - expected).abs().max().item<float>() < 1e-5);
        Assert.Equal(1, mirrored.Mask(images).min().item<float>());
    }

    [Fact]
    public void A_quarter_turn_moves_every_pixel_by_one_quarter()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var image = randn([1, 2, 6, 6]);
        Assert.True((Of(0, -1, 0, 1, 0, 0).Apply(image) - image.flip(3).transpose(2, 3)).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void Half_the_window_s_pixels_shown_at_twice_their_size_are_all_within_and_a_shift_loses_its_columns()
    {
        using var scope = NewDisposeScope();
        var images = zeros([1, 1, 10, 10]);
        Assert.Equal(100, Of(0.5f, 0, 0, 0, 0.5f, 0).Mask(images).sum().item<float>());
        // .4 between −1 and 1 is two of ten pixels.
        Assert.Equal(80, Of(1, 0, 0.4f, 0, 1, 0).Mask(images).sum().item<float>());
    }

    [Fact]
    public void Draws_cover_what_the_documentation_says_and_no_more()
    {
        var maps = Enumerable.Range(0, 20_000).Select(step => Draw(step, [step % 2 == 0, false])).ToList();
        var determinants = maps.Select(m => (double)m[0] * m[4] - (double)m[1] * m[3]).ToList();
        Assert.All(determinants.Index(), d => Assert.Equal(d.Index % 2 == 0, d.Item < 0));
        AssertCovers([.. determinants.Select(d => 1 / Math.Sqrt(Math.Abs(d)))], 0.8, 1.3);
        AssertCovers([.. maps.Select(m => Math.Atan2(m[3], m[0]) * 180 / Math.PI)], -45, 45);
        AssertCovers([.. maps.Select(m => (double)m[2])], -0.2, 0.2);
        AssertCovers([.. maps.Select(m => (double)m[5])], -0.2, 0.2);
    }

    [Fact]
    public void Images_that_are_not_square_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => Of(1, 0, 0, 0, 1, 0).Apply(zeros([1, 1, 4, 6])));
        Assert.Contains("4 × 6: expected square ones", error.Message, StringComparison.Ordinal);
    }

    private static void AssertCovers(double[] values, double low, double high)
    {
        var margin = (high - low) / 1000;
        Assert.InRange(values.Min(), low - 1e-5, low + margin);
        Assert.InRange(values.Max(), high - margin, high + 1e-5);
    }
}
