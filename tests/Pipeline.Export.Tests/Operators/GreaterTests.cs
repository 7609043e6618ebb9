using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class GreaterTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind))];

    [Fact]
    public void Equal_values_give_zero_and_nothing_has_a_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = TorchOps.Instance.Greater(tensor([1.0, 2, 3]).requires_grad_(), tensor([2.0, 2, 2]));
        Assert.Equal([0.0, 0, 1], y.data<double>().ToArray());
        Assert.False(y.requires_grad);
    }

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Greater), kind)
    {
        public override float Draw(int input, int index, float normal) => Distinct(input, index);

        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Greater(a, b);
    }
}
