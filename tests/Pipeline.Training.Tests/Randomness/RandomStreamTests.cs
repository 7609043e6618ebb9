using Pipeline.Training.Randomness;

namespace Pipeline.Training.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void Equal_coordinates_give_equal_numbers()
    {
        var a = new RandomStream(7, 3, 2, RandomPurpose.Geometry);
        var b = new RandomStream(7, 3, 2, RandomPurpose.Geometry);
        for (var i = 0; i < 100; i++) Assert.Equal(a.NextBits(), b.NextBits());
    }

    [Theory]
    [InlineData(8, 3, 2, RandomPurpose.Geometry)]
    [InlineData(7, 4, 2, RandomPurpose.Geometry)]
    [InlineData(7, 3, 3, RandomPurpose.Geometry)]
    [InlineData(7, 3, 2, RandomPurpose.Intensity)]
    public void Any_other_coordinate_gives_other_numbers(long seed, long step, long index, RandomPurpose purpose)
    {
        var a = new RandomStream(7, 3, 2, RandomPurpose.Geometry);
        var b = new RandomStream(seed, step, index, purpose);
        Assert.NotEqual(a.NextBits(), b.NextBits());
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var random = new RandomStream(1, 0, 0, RandomPurpose.Order);
        const int n = 200_000;
        double sum = 0, squares = 0, normalSum = 0, normalSquares = 0;
        for (var i = 0; i < n; i++)
        {
            var u = random.NextDouble();
            Assert.InRange(u, 0, 1 - 1e-16);
            sum += u;
            squares += u * u;
            var g = random.Normal();
            normalSum += g;
            normalSquares += g * g;
        }
        // Five standard errors of each mean.
        Assert.InRange(sum / n, 0.5 - 0.0033, 0.5 + 0.0033);
        Assert.InRange(squares / n, 1 / 3.0 - 0.0034, 1 / 3.0 + 0.0034);
        Assert.InRange(normalSum / n, -0.0112, 0.0112);
        Assert.InRange(normalSquares / n, 1 - 0.0159, 1 + 0.0159);
    }

    [Fact]
    public void Added_noise_has_the_standard_deviation_asked_for()
    {
        var values = new float[200_001];
        new RandomStream(5, 0, 0, RandomPurpose.Intensity).AddNormal(values, 2);
        var mean = values.Average(v => (double)v);
        var variance = values.Average(v => (v - mean) * (v - mean));
        Assert.InRange(mean, -0.023, 0.023);
        Assert.InRange(variance, 4 - 0.064, 4 + 0.064);
    }

    [Fact]
    public void A_permutation_holds_every_index_once()
    {
        var order = new RandomStream(9, 0, 0, RandomPurpose.Order).Permutation(1000);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
    }
}
