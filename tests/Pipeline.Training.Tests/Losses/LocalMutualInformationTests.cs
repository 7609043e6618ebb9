using Pipeline.Training.Losses;
using Pipeline.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class LocalMutualInformationTests
{
    private static Tensor Maps(long seed, params long[] shape)
    {
        manual_seed(seed);
        return randn(shape, ScalarType.Float64);
    }

    private static double Of(Tensor x, Tensor y, LocalWindow window) => LocalMutualInformation.Of(x, y, window).Loss.item<double>();

    private static double Largest(Tensor difference) => difference.detach().abs().max().to(ScalarType.Float64).item<double>();

    [Theory]
    [InlineData(0, 2, 3, 8, 8)]
    [InlineData(1, 3, 4, 10, 7)]
    [InlineData(2, 1, 5, 3, 9)]
    [InlineData(3, 2, 6, 18, 21)]
    public void Value_and_gradients_equal_the_plain_form_s_to_rounding(int padding, long images, long clusters, long height, long width)
    {
        using var scope = NewDisposeScope();
        foreach (var window in new[] { new LocalWindow(padding), new LocalWindow(padding, 1.3, SubtractMinimum: false) })
        {
            var a = Maps(1, images, clusters, height, width).requires_grad_(true);
            var b = Maps(2, images, clusters, height, width).requires_grad_(true);
            var (x, y) = (a.softmax(1), b.softmax(1));
            var plain = NaiveLocalInformation.Loss(x, y, window);
            var fast = LocalMutualInformation.Of(x, y, window).Loss;
            Assert.Equal(plain.item<double>(), fast.item<double>(), 1e-12);
            foreach (var (expected, found) in autograd.grad([plain], [x, y, a, b], retain_graph: true).Zip(autograd.grad([fast], [x, y, a, b])))
            {
                Assert.InRange(Largest(expected - found), 0, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(1, 10, 32)]
    [InlineData(3, 20, 24)]
    public void In_single_precision_value_and_gradients_differ_from_the_plain_form_by_less_than_1e_5(int padding, long clusters, long size)
    {
        using var scope = NewDisposeScope();
        var window = new LocalWindow(padding);
        var a = (0.5 * Maps(3, 2, clusters, size, size)).to(ScalarType.Float32).requires_grad_(true);
        var b = (0.5 * Maps(4, 2, clusters, size, size)).to(ScalarType.Float32).requires_grad_(true);
        var (x, y) = (a.softmax(1), b.softmax(1));
        var plain = NaiveLocalInformation.Loss(x.to(ScalarType.Float64), y.to(ScalarType.Float64), window);
        var fast = LocalMutualInformation.Of(x, y, window).Loss;
        Assert.Equal(ScalarType.Float32, fast.dtype);
        Assert.Equal(plain.item<double>(), fast.item<float>(), 1e-5 * Math.Max(1, Math.Abs(plain.item<double>())));
        foreach (var (expected, found) in autograd.grad([plain], [a, b], retain_graph: true).Zip(autograd.grad([fast], [a, b])))
        {
            Assert.InRange(Largest(expected - found), 0, 1e-5 * Math.Max(1, Largest(expected)));
            Assert.InRange(Largest(expected - found), 0, 1e-2 * Largest(expected));
        }
    }

    [Theory]
    [InlineData(0, 8, 8)]
    [InlineData(1, 10, 7)]
    [InlineData(2, 3, 9)]
    [InlineData(3, 17, 21)]
    public void Both_routes_to_the_joint_sums_equal_the_plain_form_s(int padding, long height, long width)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Maps(5, 3, 4, height, width).softmax(1), Maps(6, 3, 4, height, width).softmax(1));
        var expected = NaiveLocalInformation.Joint(x, y, padding);
        var bands = x.unbind(0).Zip(y.unbind(0)).Select(pair => LocalJoint.ByBands(pair.First, pair.Second, padding)).Aggregate((a, b) => a + b);
        var weights = x.unbind(0).Zip(y.unbind(0)).Select(pair => LocalJoint.ByWeightGradient(pair.First, pair.Second, padding)).Aggregate((a, b) => a + b);
        Assert.InRange(Largest(expected - bands), 0, 1e-12);
        Assert.InRange(Largest(expected - weights), 0, 1e-12);
        Assert.InRange(Largest(expected - LocalJoint.Of(x, y, padding)), 0, 1e-12);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void Is_symmetric_and_blind_to_a_common_relabelling(long seed, int padding)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Maps(seed, 2, 4, 6, 7).softmax(1), Maps(seed + 10, 2, 4, 6, 7).softmax(1));
        var window = new LocalWindow(padding);
        var order = tensor(new long[] { 3, 1, 0, 2 });
        Assert.Equal(Of(x, y, window), Of(y, x, window), 1e-14);
        Assert.Equal(Of(x, y, window), Of(x.index_select(1, order), y.index_select(1, order), window), 1e-14);
        Assert.NotEqual(Of(x, y, window), Of(x.index_select(1, order), y, window), 1e-6);
    }

    [Fact]
    public void Swapping_the_maps_transposes_the_joint_sums_and_reverses_the_displacements()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Maps(11, 2, 3, 5, 6).softmax(1), Maps(12, 2, 3, 5, 6).softmax(1));
        Assert.InRange(Largest(LocalJoint.Of(x, y, 2) - LocalJoint.Of(y, x, 2).transpose(0, 1).flip(2, 3)), 0, 1e-12);
    }

    [Fact]
    public void Without_neighbours_and_shift_it_is_the_global_loss_over_pixels()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Maps(13, 2, 4, 5, 6).softmax(1), Maps(14, 2, 4, 5, 6).softmax(1));
        Tensor Pixels(Tensor maps) => maps.permute(0, 2, 3, 1).reshape(-1, 4);
        // The two losses guard their logarithms by different constants, 1e-16 and 1e-10.
        Assert.Equal(GlobalMutualInformation.Of(Pixels(x), Pixels(y)).item<double>(), Of(x, y, new LocalWindow(0, SubtractMinimum: false)), 1e-8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Does_not_change_when_the_batch_is_repeated(bool subtractMinimum)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Maps(15, 2, 3, 5, 6).softmax(1), Maps(16, 2, 3, 5, 6).softmax(1));
        var window = new LocalWindow(1, SubtractMinimum: subtractMinimum);
        Assert.Equal(Of(x, y, window), Of(x.repeat(2, 1, 1, 1), y.repeat(2, 1, 1, 1), window), 1e-12);
    }

    [Fact]
    public void A_uniform_map_carries_no_information_with_the_shift_either()
    {
        using var scope = NewDisposeScope();
        var x = full([2, 4, 8, 8], 0.25, ScalarType.Float64);
        Assert.Equal(0, Of(x, x, new LocalWindow(1)), 1e-12);
    }

    [Fact]
    public void A_constant_map_carries_no_information_though_the_shift_pretends_so()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.7, 0.1, 0.1, 0.1 }, [1, 4, 1, 1]).expand(2, 4, 8, 8);
        Assert.Equal(0, Of(x, x, new LocalWindow(1, SubtractMinimum: false)), 1e-12);
        var (loss, unshifted) = LocalMutualInformation.Of(x, x, new LocalWindow(1));
        Assert.InRange(loss.item<double>(), -0.2, -0.01);
        Assert.Equal(0, unshifted.item<double>(), 1e-12);
    }

    [Fact]
    public void The_gradient_equals_central_differences()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Maps(17, 2, 3, 4, 5), Maps(18, 2, 3, 4, 5));
        var window = new LocalWindow(1, 1.2, SubtractMinimum: false);
        // The value is that of the plain form, so that the differences are not taken through the surrogate.
        FiniteDifferences.AssertGradient(
            x => x.requires_grad ? LocalMutualInformation.Of(x.softmax(1), b.softmax(1), window).Loss : NaiveLocalInformation.Loss(x.softmax(1), b.softmax(1), window), a);
        FiniteDifferences.AssertGradient(
            y => y.requires_grad ? LocalMutualInformation.Of(a.softmax(1), y.softmax(1), window).Loss : NaiveLocalInformation.Loss(a.softmax(1), y.softmax(1), window), b);
    }

    [Fact]
    public void Maps_of_different_size_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => LocalMutualInformation.Of(Maps(1, 1, 2, 4, 4), Maps(1, 1, 2, 4, 5), new LocalWindow(1)));
        Assert.Contains("maps of [1,2,4,4] and [1,2,4,5]: expected equal shapes", error.Message, StringComparison.Ordinal);
    }
}
