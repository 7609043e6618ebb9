using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

/// <summary>What every loss on logits and labels must do.</summary>
public abstract class LossContract
{
    protected abstract Tensor Loss(Tensor logits, Tensor labels);

    [Fact]
    public void The_gradient_equals_central_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        long[] shape = [2, 3, 4, 5];
        var values = randn(shape, ScalarType.Float64);
        var labels = randint(0, 3, [2, 4, 5], ScalarType.Int64);
        var logits = values.clone().requires_grad_(true);
        Loss(logits, labels).backward();
        var gradient = logits.grad!.data<double>().ToArray();
        var numbers = values.data<double>().ToArray();
        const double h = 1e-5;
        for (var i = 0; i < numbers.Length; i += 3)
        {
            double At(double delta)
            {
                var moved = (double[])numbers.Clone();
                moved[i] += delta;
                return Loss(tensor(moved, shape), labels).item<double>();
            }
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[i], 1e-9);
        }
    }

    [Fact]
    public void Is_almost_zero_for_a_confident_correct_answer_and_large_for_a_wrong_one()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new long[] { 0, 1, 2, 1, 0, 2 }, [1, 2, 3]);
        var right = nn.functional.one_hot(labels, 3).permute(0, 3, 1, 2).to(ScalarType.Float64) * 40;
        Assert.Equal(0, Loss(right, labels).item<double>(), 1e-6);
        Assert.InRange(Loss(-right, labels).item<double>(), 0.5, 100);
    }

    [Fact]
    public void Does_not_change_when_the_batch_is_reordered()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var logits = randn([3, 3, 4, 4], ScalarType.Float64);
        var labels = randint(0, 3, [3, 4, 4], ScalarType.Int64);
        var order = tensor(new long[] { 2, 0, 1 });
        var expected = Loss(logits, labels).item<double>();
        Assert.Equal(expected, Loss(logits.index_select(0, order), labels.index_select(0, order)).item<double>(), 1e-12);
    }
}
