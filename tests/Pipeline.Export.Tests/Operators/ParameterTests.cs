using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class ParameterTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case([1, 2, 3, 5]), new Case([4]), new Case([2, 1, 1])];

    // The value alone: an output that does not depend on the input.
    private sealed class Case : OperatorCase
    {
        private readonly Parameter _value;

        public Case(long[] shape)
            : base($"Parameter {string.Join('×', shape)}", 1, 1)
        {
            _value = nn.Parameter(zeros(shape));
            register_parameter("value", _value);
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Parameter(_value);
    }
}
