using Pipeline.Export;
using Pipeline.Inference;
using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>
/// What every operator promises: Torch, the reference interpreter and ONNX Runtime give the same numbers at every size, and Torch's
/// gradients by every input and parameter are the slopes of the reference. One subclass per operator lists its parameter sets.
/// </summary>
public abstract class OperatorContract
{
    /// <summary>Values are copied or compared, not computed.</summary>
    protected const double Exact = 0;

    /// <summary>One elementary function or a few roundings in single precision.</summary>
    protected const double Rounding = 1e-6;

    /// <summary>Single-precision rounding of a short sum.</summary>
    protected const double ShortSum = 1e-5;

    /// <summary>Allowed |Δ| as a part of the range, or of the largest |value| where that is more: some results are one number.</summary>
    protected virtual double Tolerance => ShortSum;

    /// <summary>The operator with several sets of parameters.</summary>
    protected abstract IEnumerable<OperatorCase> Cases();

    [Fact]
    public void Torch_and_the_reference_interpreter_agree() => ForEachInput((subject, input) =>
        AssertNear(subject, NetworkRun.Reference(subject, input)[0], NetworkRun.Torch(subject, input)[0]));

    [Fact]
    public void Torch_and_the_reference_interpreter_name_the_layers_alike() => ForEachInput((subject, input) =>
    {
        List<string> torchNames = [], referenceNames = [];
        NetworkRun.Torch(subject, input, (name, _) => torchNames.Add(name));
        subject.Run(new ReferenceOps(subject, (name, _) => referenceNames.Add(name)), Tensors(input.Shape, Doubles(input)));
        Assert.Equal(torchNames, referenceNames);
    });

    [Fact]
    public void Onnx_Runtime_and_the_reference_interpreter_agree()
    {
        foreach (OperatorCase subject in Cases())
        {
            Filled.Network(subject);
            foreach ((ExportOptions options, ParityInput[] inputs) in Exports(subject))
            {
                string name = $"{subject.GetName()} {string.Join('x', options.FixedShape ?? [])}";
                using OnnxRunner runner = new(ExportedModels.Keep(Exporter.ToOnnx(subject, options), name), threads: 1);
                foreach (ParityInput input in inputs)
                {
                    AssertNear(subject, NetworkRun.Reference(subject, input)[0], NetworkRun.Onnx(runner, subject.Signature, input)["y"]);
                }
            }
        }
    }

    [Fact]
    public void Gradient_is_the_slope_of_the_reference()
    {
        foreach (OperatorCase subject in Cases())
        {
            Filled.Network(subject.to(ScalarType.Float64));
            ParityInput input = Inputs(subject)[0];
            double[][] values = Doubles(input);
            (double[][] byInput, (string Name, Parameter Parameter, double[] Gradient)[] byParameter) = TorchGradients(subject, input.Shape, values);
            for (int i = 0; i < values.Length; i++)
            {
                AssertSlopes($"{subject.GetName()}, x{i}", byInput[i], (k, step) => values[i][k] += step, WeightedSum);
            }
            foreach ((string name, Parameter parameter, double[] gradient) in byParameter)
            {
                AssertSlopes($"{subject.GetName()}, {name}", gradient, (k, step) => parameter.data<double>()[k] += step, WeightedSum);
            }

            double WeightedSum()
            {
                double[] y = subject.Run(new ReferenceOps(subject), Tensors(input.Shape, values))[0].Data;
                return y.Zip(Weights(y.Length), (value, weight) => value * weight).Sum();
            }
        }
    }

    private static ParityInput[] Inputs(OperatorCase subject) => [.. subject.Shapes.Select((shape, s) =>
    {
        int count = shape.Aggregate(1, (product, size) => product * size);
        return new ParityInput(shape, [.. subject.Signature.Inputs.Select((_, i) =>
            Filled.Normal(count, 100 + (10 * s) + i).Select((normal, k) => subject.Draw(i, k, normal)).ToArray())]);
    })];

    private static IEnumerable<(ExportOptions Options, ParityInput[] Inputs)> Exports(OperatorCase subject) => subject.FixedShape
        ? Inputs(subject).Select(input => (subject.Options with { FixedShape = [input.Shape[0], .. input.Shape.Skip(2)] }, new[] { input }))
        : [(subject.Options, Inputs(subject))];

    private void ForEachInput(Action<OperatorCase, ParityInput> assert)
    {
        foreach (OperatorCase subject in Cases())
        {
            Filled.Network(subject);
            foreach (ParityInput input in Inputs(subject))
            {
                assert(subject, input);
            }
        }
    }

    private void AssertNear(OperatorCase subject, double[] expected, double[] found)
    {
        Difference difference = Difference.Of(expected, found);
        double scale = Math.Max(difference.Range, expected.Max(Math.Abs));
        Assert.True(difference.MaxAbs <= Tolerance * scale, $"{subject.GetName()}: {difference}");
    }

    /// <summary>Central differences at some of the places against what Torch says about them.</summary>
    private static void AssertSlopes(string name, double[] gradient, Action<int, double> shift, Func<double> function)
    {
        const double Step = 1e-4;
        for (int k = 0; k < gradient.Length; k += Math.Max(1, gradient.Length / 8))
        {
            shift(k, Step);
            double above = function();
            shift(k, -2 * Step);
            double slope = (above - function()) / (2 * Step);
            shift(k, Step);
            Assert.True(Math.Abs(slope - gradient[k]) <= 1e-6 * Math.Max(1, Math.Abs(slope)),
                $"{name}[{k}]: the slope is {slope:R}, Torch's gradient {gradient[k]:R}");
        }
    }

    /// <summary>d(Σ wᵢ yᵢ) by Torch; zeros where the result does not depend on an input, or has no gradient at all.</summary>
    private static (double[][] ByInput, (string Name, Parameter Parameter, double[] Gradient)[] ByParameter) TorchGradients(
        OperatorCase subject, IReadOnlyList<int> sizes, double[][] values)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [.. sizes.Select(size => (long)size)];
        Tensor[] inputs = [.. values.Select(numbers => tensor(numbers, shape).requires_grad_())];
        Tensor y = subject.Run(TorchOps.Instance, inputs)[0];
        if (y.requires_grad)
        {
            (y * tensor([.. Weights((int)y.numel())], y.shape)).sum().backward();
        }
        return ([.. inputs.Select(Gradient)],
            [.. subject.named_parameters().Select(pair => (pair.Item1, pair.Item2, Gradient(pair.Item2)))]);
    }

    private static double[] Gradient(Tensor leaf) => leaf.grad is { } gradient ? TensorValues.Doubles(gradient) : new double[leaf.numel()];

    private static double[][] Doubles(ParityInput input) => [.. input.Values.Select(values => Array.ConvertAll(values, value => (double)value))];

    private static ReferenceTensor[] Tensors(IReadOnlyList<int> shape, double[][] values) =>
        [.. values.Select(numbers => new ReferenceTensor([.. shape], numbers))];

    private static IEnumerable<double> Weights(int count) => Enumerable.Range(0, count).Select(i => Math.Sin(1 + (0.7 * i)));
}
