using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class MatMulTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() => [new Case(Operands.RowsByRows), new Case(Operands.Broadcast), new Case(Operands.ByParameter), new Case(Operands.Matrices)];

    private enum Operands
    {
        RowsByRows,
        Broadcast,
        ByParameter,
        Matrices,
    }

    private sealed class Case : OperatorCase
    {
        private readonly Operands _operands;
        private readonly Parameter _matrix = nn.Parameter(zeros([3, 4]));

        public Case(Operands operands)
            : base($"MatMul {operands}", 2, 3)
        {
            _operands = operands;
            register_parameter("matrix", _matrix);
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => _operands switch
        {
            Operands.RowsByRows => ops.MatMul(inputs[0], ops.Transpose(inputs[1], 0, 1, 3, 2)),
            Operands.Broadcast => ops.MatMul(ops.Slice(inputs[0], 1, 0, 1), ops.Transpose(inputs[1], 0, 1, 3, 2)),
            Operands.ByParameter => ops.MatMul(ops.Transpose(inputs[0], 0, 2, 3, 1), ops.Parameter(_matrix)),
            _ => ops.MatMul(ops.Flatten(ops.GlobalAvgPool(inputs[0])), ops.Parameter(_matrix)),
        };
    }
}
