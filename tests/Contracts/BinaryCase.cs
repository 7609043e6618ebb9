using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>A case of an operator that broadcasts two values.</summary>
public abstract class BinaryCase : OperatorCase
{
    private readonly Broadcasting _kind;
    private readonly Parameter? _perChannel;

    /// <summary>A case of two inputs with three channels.</summary>
    protected BinaryCase(string operatorName, Broadcasting kind)
        : base($"{operatorName}, broadcasting: {kind}", 2, 3)
    {
        _kind = kind;
        _perChannel = kind == Broadcasting.LowerRank ? Registered(nn.Parameter(zeros([3, 1, 1]))) : null;
    }

    /// <inheritdoc/>
    protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => _kind switch
    {
        Broadcasting.Channel => Join(ops, inputs[0], ops.Slice(inputs[1], 1, 2)),
        Broadcasting.FirstOperand => Join(ops, ops.Slice(inputs[0], 1, 0, 1), inputs[1]),
        Broadcasting.RowBesideColumn => Join(ops, ops.Max(inputs[0], 2), ops.Max(inputs[1], 3)),
        Broadcasting.LowerRank => Join(ops, inputs[0], ops.Parameter(_perChannel!)),
        _ => Join(ops, inputs[0], inputs[1]),
    };

    /// <summary>The operator call.</summary>
    protected abstract T Join<T>(IOps<T> ops, T a, T b);

    private Parameter Registered(Parameter parameter)
    {
        register_parameter("operand", parameter);
        return parameter;
    }
}
