using Pipeline.Training.Losses;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class SoftDiceTests : LossContract
{
    protected override Tensor Loss(Tensor logits, Tensor labels) => SoftDice.Of(logits, labels);

    [Fact]
    public void Equals_the_hand_computed_value()
    {
        using var scope = NewDisposeScope();
        // Two pixels, two classes; p(class 1) = 0.75 and 0.5, truth 1 and 0: 1 - 2·0.75 / (1.25 + 1).
        var logits = tensor(new[] { 0, 0, Math.Log(3), 0 }, [1, 2, 1, 2]);
        var labels = tensor(new long[] { 1, 0 }, [1, 1, 2]);
        Assert.Equal(1 - 1.5 / 2.25, SoftDice.Of(logits, labels, smoothing: 0).item<double>(), 1e-12);
    }

    [Fact]
    public void A_class_that_is_absent_and_not_predicted_costs_nothing()
    {
        using var scope = NewDisposeScope();
        var labels = zeros([1, 4, 4], ScalarType.Int64);
        var logits = nn.functional.one_hot(labels, 3).permute(0, 3, 1, 2).to(ScalarType.Float64) * 60;
        Assert.Equal(0, SoftDice.Of(logits, labels).item<double>(), 1e-9);
    }

    [Fact]
    public void Sums_over_the_batch_before_it_divides()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var logits = randn([2, 3, 4, 4], ScalarType.Float64);
        var labels = randint(0, 3, [2, 4, 4], ScalarType.Int64);
        // Two slices above one another as one slice: the same sums.
        var joined = logits.permute(1, 0, 2, 3).reshape(1, 3, 8, 4);
        Assert.Equal(SoftDice.Of(logits, labels).item<double>(), SoftDice.Of(joined, labels.reshape(1, 8, 4)).item<double>(), 1e-12);
    }
}
