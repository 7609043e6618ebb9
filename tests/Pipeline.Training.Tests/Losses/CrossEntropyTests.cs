using Pipeline.Training.Losses;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Losses;

public sealed class CrossEntropyTests : LossContract
{
    protected override Tensor Loss(Tensor logits, Tensor labels) => CrossEntropy.Of(logits, labels);

    [Fact]
    public void Equals_the_hand_computed_mean_over_pixels()
    {
        using var scope = NewDisposeScope();
        // Two pixels, two classes: logits (0, ln 3) with label 1 and (0, 0) with label 0.
        var logits = tensor(new[] { 0, 0, Math.Log(3), 0 }, [1, 2, 1, 2]);
        var labels = tensor(new long[] { 1, 0 }, [1, 1, 2]);
        Assert.Equal((-Math.Log(0.75) + Math.Log(2)) / 2, CrossEntropy.Of(logits, labels).item<double>(), 1e-12);
    }
}
