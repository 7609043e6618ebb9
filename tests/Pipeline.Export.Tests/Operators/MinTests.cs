using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class MinTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 1), new Case(2, 2, 3), new Case(2, -1), new Case(2, 1, 2, 3), new Case(3, 2, 3, 4), new Case(3, 4, 1)];

    [Fact]
    public void The_first_of_equal_values_gets_the_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([3.0, 2, 2, 4], [1, 2, 2]).requires_grad_();
        TorchOps.Instance.Min(x, 1, 2).sum().backward();
        Assert.Equal([0.0, 1, 0, 0], x.grad!.data<double>().ToArray());
    }

    private sealed class Case(int dimensions, params int[] axes) : OperatorCase($"Min over {string.Join(',', axes)}", 1, 3, dimensions)
    {
        public override float Draw(int input, int index, float normal) => Distinct(input, index);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Min(inputs[0], axes);
    }
}
