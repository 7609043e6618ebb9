using Pipeline.Training.Losses;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Vectors;

public sealed class SimpleLossVectorTests
{
    [Fact]
    public void Consistency_and_its_gradient_are_the_vectors_and_the_target_receives_none()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("consistency");
        var (logits, target) = (vector.Variable("logits_tf"), vector.Variable("logits_then_tf"));
        var loss = Consistency.Of("mse", logits, target);
        loss.backward();
        vector.AssertScalar("loss", loss, 1e-10);
        vector.AssertTensor("grad_logits_tf", logits.grad!, 1e-10);
        Assert.Null(target.grad);
    }

    [Fact]
    public void Supervised_loss_and_its_gradient_are_the_vectors()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("supervised");
        var logits = vector.Variable("logits");
        var loss = CrossEntropy.Of(logits, vector.Input("labels", ScalarType.Int64));
        loss.backward();
        vector.AssertScalar("loss", loss, 1e-10);
        vector.AssertTensor("grad_logits", logits.grad!, 1e-10);
    }

    [Fact]
    public void Entropy_and_its_gradient_are_the_vectors()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("entropy");
        var logits = vector.Variable("logits");
        var loss = Entropy.Of(logits.softmax(1));
        loss.backward();
        vector.AssertScalar("loss", loss, 1e-10);
        vector.AssertTensor("grad_logits", logits.grad!, 1e-10);
    }

    [Fact]
    public void Flips_are_replayed_as_in_the_vectors()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("flips");
        var threshold = vector.Parameter("threshold");
        var flips = new Flips([.. vector.Input("draws").data<double>().ToArray().Select(draw => draw < threshold)]);
        var x = vector.Input("x");
        var y = flips.Apply(x);
        vector.AssertTensor("y", y, 0);
        Assert.Equal(x.data<double>().ToArray(), flips.Apply(y).data<double>().ToArray());
    }
}
