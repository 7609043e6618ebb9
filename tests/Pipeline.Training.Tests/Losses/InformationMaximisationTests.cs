using Pipeline.Training.Losses;
using Pipeline.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class InformationMaximisationTests
{
    [Fact]
    public void Certain_even_and_equal_maps_give_the_logarithm_of_the_clusters()
    {
        using var scope = NewDisposeScope();
        var q = nn.functional.one_hot(arange(0, 4, 1, ScalarType.Int64).repeat(4).reshape(1, 4, 4), 4).permute(0, 3, 1, 2).to(ScalarType.Float64);
        Assert.Equal(-Math.Log(4), InformationMaximisation.Of(q, q).item<double>(), 1e-12);
    }

    [Fact]
    public void Uniform_maps_give_nothing_and_different_views_cost_their_distance()
    {
        using var scope = NewDisposeScope();
        var uniform = full([1, 4, 3, 3], 0.25, ScalarType.Float64);
        Assert.Equal(0, InformationMaximisation.Of(uniform, uniform).item<double>(), 1e-12);
        var constant = tensor(new[] { 0.7, 0.1, 0.1, 0.1 }, [1, 4, 1, 1]).expand(1, 4, 3, 3);
        Assert.Equal((0.45 * 0.45 + 3 * 0.15 * 0.15) / 4, InformationMaximisation.Of(uniform, constant).item<double>(), 1e-12);
    }

    [Fact]
    public void The_gradient_equals_central_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (a, b) = (randn([2, 3, 4, 4], ScalarType.Float64), randn([2, 3, 4, 4], ScalarType.Float64));
        FiniteDifferences.AssertGradient(x => InformationMaximisation.Of(x.softmax(1), b.softmax(1), 1.5), a);
    }
}
