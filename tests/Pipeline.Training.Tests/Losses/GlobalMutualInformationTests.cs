using Pipeline.Training.Losses;
using Pipeline.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class GlobalMutualInformationTests
{
    private static Tensor Logits(long seed, long images, long clusters, double scale = 1)
    {
        manual_seed(seed);
        return randn([images, clusters], ScalarType.Float64) * scale;
    }

    private static double Of(Tensor x, Tensor y, double lambda = 1) => GlobalMutualInformation.Of(x, y, lambda).item<double>();

    [Fact]
    public void Evenly_used_certain_clusters_that_agree_give_the_logarithm_of_their_number()
    {
        using var scope = NewDisposeScope();
        var x = nn.functional.one_hot(arange(0, 5, 1, ScalarType.Int64), 5).to(ScalarType.Float64).repeat(3, 1);
        Assert.Equal(-Math.Log(5), Of(x, x), 1e-9);
    }

    [Fact]
    public void Constant_assignments_carry_no_information()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.7, 0.2, 0.1 }, [1, 3]).expand(6, 3);
        Assert.Equal(0, Of(x, x), 1e-8);
    }

    [Fact]
    public void One_image_in_two_clusters_gives_the_logarithm_of_two_because_the_table_is_made_symmetric()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(-Math.Log(2), Of(tensor(new[] { 1.0, 0 }, [1, 2]), tensor(new[] { 0.0, 1 }, [1, 2])), 1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Is_symmetric_and_blind_to_a_common_relabelling_but_not_to_two_different_ones(long seed)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Logits(seed, 7, 4).softmax(1), Logits(seed + 10, 7, 4).softmax(1));
        var order = tensor(new long[] { 2, 0, 3, 1 });
        var loss = Of(x, y);
        Assert.Equal(loss, Of(y, x), 1e-14);
        Assert.Equal(loss, Of(x.index_select(1, order), y.index_select(1, order)), 1e-14);
        Assert.NotEqual(loss, Of(x.index_select(1, order), y), 1e-4);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Does_not_change_when_the_batch_is_repeated(long seed)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Logits(seed, 5, 3).softmax(1), Logits(seed + 10, 5, 3).softmax(1));
        Assert.Equal(Of(x, y), Of(x.repeat(2, 1), y.repeat(2, 1)), 1e-14);
    }

    [Theory]
    [InlineData(6, 3, 20)]
    [InlineData(7, 9, 4)]
    public void Stays_between_the_smaller_of_its_two_bounds_and_zero(long seed, long images, long clusters)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Logits(seed, images, clusters, 20).softmax(1), Logits(seed, images, clusters, 20).softmax(1));
        Assert.InRange(Of(x, y), -Math.Min(Math.Log(clusters), Math.Log(2 * images)) - 1e-8, 1e-8);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void The_gradient_of_both_sides_equals_central_differences(double lambda)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Logits(8, 4, 5), Logits(9, 4, 5));
        FiniteDifferences.AssertGradient(x => GlobalMutualInformation.Of(x.softmax(1), b.softmax(1), lambda), a, stride: 1);
        FiniteDifferences.AssertGradient(y => GlobalMutualInformation.Of(a.softmax(1), y.softmax(1), lambda), b, stride: 1);
    }
}
