using Pipeline.Training.Losses;
using Pipeline.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class ConsistencyTests
{
    private static Tensor Logits(long seed)
    {
        manual_seed(seed);
        return randn([2, 3, 4, 5], ScalarType.Float64);
    }

    public static TheoryData<string> Forms => [.. Consistency.Forms];

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_gradient_equals_central_differences_and_the_target_receives_none(string form)
    {
        using var scope = NewDisposeScope();
        var target = Logits(2).requires_grad_(true);
        FiniteDifferences.AssertGradient(logits => Consistency.Of(form, logits, target, confidence: 0.5), Logits(1));
        Assert.Null(target.grad);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Nothing_is_confident_enough_for_a_confidence_of_one(string form)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Consistency.Of(form, Logits(1), Logits(2), confidence: 1).item<double>(), 1e-12);
    }

    [Fact]
    public void Only_confident_pixels_count()
    {
        using var scope = NewDisposeScope();
        // Two pixels: the target is sure of class 0 at the first (0.9) and less so at the second (0.6).
        var target = tensor(new[] { Math.Log(9), Math.Log(1.5), 0, 0 }, [1, 2, 1, 2]);
        var logits = zeros([1, 2, 1, 2], ScalarType.Float64);
        Assert.Equal(0.16 / 2, Consistency.Of("mse", logits, target, confidence: 0.8).item<double>(), 1e-12);
        Assert.Equal((0.16 + 0.01) / 2, Consistency.Of("mse", logits, target).item<double>(), 1e-12);
        Assert.Equal(Math.Log(2) / 2, Consistency.Of("hard", logits, target, confidence: 0.8).item<double>() - MaskedDice(logits), 1e-12);
    }

    [Fact]
    public void The_divergence_is_the_hand_computed_one()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new[] { Math.Log(3), 0 }, [1, 2, 1, 1]);
        var expected = 0.75 * Math.Log(0.75 / 0.5) + 0.25 * Math.Log(0.25 / 0.5);
        Assert.Equal(expected, Consistency.Of("kl", zeros([1, 2, 1, 1], ScalarType.Float64), target).item<double>(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Outside_the_mask_nothing_counts_and_the_mean_is_over_the_rest(string form)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (Logits(1), Logits(2));
        var mask = zeros([2, 4, 5], ScalarType.Float64);
        mask.narrow(1, 1, 2).fill_(1);
        var inside = Consistency.Of(form, logits.narrow(2, 1, 2), target.narrow(2, 1, 2), confidence: 0.5).item<double>();
        Assert.Equal(inside, Consistency.Of(form, logits, target, 0.5, mask).item<double>(), 1e-12);
        Assert.NotEqual(inside, Consistency.Of(form, logits, target, 0.5).item<double>(), 1e-6);
    }

    // Soft Dice of the one pixel that counts, whose class is the background: nothing of class 1 is there, half a pixel is predicted.
    private static double MaskedDice(Tensor logits) =>
        SoftDice.Of(logits, zeros([1, 1, 2], ScalarType.Int64), mask: tensor(new[] { 1.0, 0 }, [1, 1, 2])).item<double>();
}
