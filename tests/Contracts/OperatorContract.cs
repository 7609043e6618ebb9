using Pipeline.Export;
using Pipeline.Inference;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>
/// What every operator promises: Torch, the reference interpreter and ONNX Runtime give the same numbers at every size, and Torch's
/// gradient is the slope of the reference. One subclass per operator lists its parameter sets.
/// </summary>
public abstract class OperatorContract
{
    /// <summary>Allowed |Δ| as a part of the range: single-precision rounding of a short sum.</summary>
    protected virtual double Tolerance => 1e-5;

    /// <summary>The operator with several sets of parameters.</summary>
    protected abstract IEnumerable<OperatorCase> Cases();

    [Fact]
    public void Torch_and_the_reference_interpreter_agree() => ForEachInput((subject, input) =>
        AssertNear(subject, NetworkRun.Reference(subject, input)[0], NetworkRun.Torch(subject, input)[0]));

    [Fact]
    public void Onnx_Runtime_and_the_reference_interpreter_agree()
    {
        foreach (OperatorCase subject in Cases())
        {
            Filled.Network(subject);
            byte[] model = Exporter.ToOnnx(subject).ToBytes();
            using OnnxRunner runner = new(model, threads: 1);
            foreach (ParityInput input in Inputs(subject))
            {
                AssertNear(subject, NetworkRun.Reference(subject, input)[0], NetworkRun.Onnx(runner, subject.Signature, input)["y"]);
            }
        }
    }

    [Fact]
    public void Gradient_is_the_slope_of_the_reference()
    {
        const double Step = 1e-4;
        foreach (OperatorCase subject in Cases())
        {
            Filled.Network(subject.to(ScalarType.Float64));
            ParityInput input = Inputs(subject).First();
            double[] gradient = TorchGradient(subject, input);
            for (int i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 12))
            {
                double slope = (Weighted(subject, input, i, Step) - Weighted(subject, input, i, -Step)) / (2 * Step);
                Assert.True(Math.Abs(slope - gradient[i]) <= 1e-6 * Math.Max(1, Math.Abs(slope)),
                    $"{subject.GetName()}: slope by input {i} is {slope:R}, Torch's gradient {gradient[i]:R}");
            }
        }
    }

    private static IEnumerable<ParityInput> Inputs(OperatorCase subject) => subject.Shapes.Select((shape, s) =>
    {
        int count = shape.Aggregate(1, (product, size) => product * size);
        return new ParityInput(shape, [.. subject.Signature.Inputs.Select((_, i) => Filled.Normal(count, 100 + (10 * s) + i))]);
    });

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
        Assert.True(difference.Relative <= Tolerance, $"{subject.GetName()}: {difference}");
    }

    /// <summary>d(Σ wᵢ yᵢ)/d(first input) by Torch, w as in <see cref="Weighted"/>.</summary>
    private static double[] TorchGradient(OperatorCase subject, ParityInput input)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [.. input.Shape.Select(size => (long)size)];
        Tensor[] inputs = [.. input.Values.Select(values => tensor(values, shape).to(ScalarType.Float64).requires_grad_())];
        Tensor y = subject.Run(TorchOps.Instance, inputs)[0];
        Tensor weights = tensor([.. Weights((int)y.numel())], y.shape);
        (y * weights).sum().backward();
        return inputs[0].grad!.contiguous().data<double>().ToArray();
    }

    private static double Weighted(OperatorCase subject, ParityInput input, int index, double step)
    {
        ReferenceTensor[] inputs = [.. input.Values.Select(values =>
            new ReferenceTensor([.. input.Shape], Array.ConvertAll(values, value => (double)value)))];
        inputs[0].Data[index] += step;
        double[] y = subject.Run(new ReferenceOps(subject), inputs)[0].Data;
        return y.Zip(Weights(y.Length), (value, weight) => value * weight).Sum();
    }

    private static IEnumerable<double> Weights(int count) => Enumerable.Range(0, count).Select(i => Math.Sin(1 + (0.7 * i)));
}
