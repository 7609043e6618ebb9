using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class MaximumTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind))];

    [Fact]
    public void Equal_values_share_the_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor([1.0, 2]).requires_grad_(), b = tensor([1.0, 3]).requires_grad_();
        TorchOps.Instance.Maximum(a, b).sum().backward();
        Assert.Equal([0.5, 0], a.grad!.data<double>().ToArray());
        Assert.Equal([0.5, 1], b.grad!.data<double>().ToArray());
    }

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Maximum), kind)
    {
        public override float Draw(int input, int index, float normal) => Distinct(input, index);

        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Maximum(a, b);
    }
}
