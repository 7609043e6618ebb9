using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Pipeline.Inference;

/// <summary>
/// A network in ONNX Runtime. Tensors are bound once per shape; a repeated <see cref="Run"/> of a known shape allocates
/// nothing on the processor. Safe to call from several threads, which then take turns.
/// </summary>
public sealed class OnnxRunner : IModelRunner
{
    /// <summary>Shapes that stay bound; a case seldom has more than two (whole batches and the rest).</summary>
    private const int KeptShapes = 4;

    /// <summary>DirectML runs one network at a time in a process; concurrent runs crash the driver.</summary>
    private static readonly Lock DirectMLGate = new();

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly Lock _gate;
    private readonly string _outputName;
    private readonly List<((int N, int M, int C, int H, int W) Key, BoundShape Bound)> _shapes = [];

    /// <summary>
    /// Opens <paramref name="model"/> (the bytes of an .onnx file) on <paramref name="device"/>, where <c>auto</c> is the
    /// processor; <paramref name="threads"/> 0 means one per physical core, at most 8. <paramref name="outputName"/> is the
    /// output that <see cref="Run"/> gives; null: the first.
    /// </summary>
    public OnnxRunner(byte[] model, DeviceSpec device = default, int threads = 0, string? outputName = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Device = device.Kind == DeviceKind.Auto ? DeviceSpec.Cpu : device;
        Threads = threads == 0 ? ProcessorCores.DefaultThreads : threads;
        _gate = Device.Kind == DeviceKind.DirectML ? DirectMLGate : new Lock();
        _session = SessionFactory.Open(model, Device, Threads);
        InputNames = [.. _session.InputNames];
        FixedInput = Inference.FixedInput.Of(_session.InputMetadata[InputNames[0]].Dimensions);
        OutputNames = [.. _session.OutputNames];
        _outputName = outputName ?? OutputNames[0];
    }

    /// <summary>Where the network runs; never <c>auto</c>.</summary>
    public DeviceSpec Device { get; }

    /// <summary>Threads of the processor that one run uses.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public FixedInput? FixedInput { get; }

    /// <summary>Names of the inputs, in the model's order.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<float> input, int n, int h, int w, Span<float> output)
    {
        int pixels = checked(n * h * w);
        if (pixels == 0 || input.Length % pixels != 0 || output.Length % pixels != 0 || input.IsEmpty || output.IsEmpty)
            throw new ArgumentException($"Input of {input.Length} and output of {output.Length} values do not hold whole channels of {n}×{h}×{w}.", nameof(input));
        lock (_gate)
        {
            BoundShape bound = Bind(n, input.Length / pixels, output.Length / pixels, h, w);
            input.CopyTo(bound.Input);
            Execute(bound);
            bound.Output.CopyTo(output);
        }
    }

    /// <summary>Runs the network once on named tensors of any rank and gives every output; for comparisons, not for the hot path.</summary>
    public IReadOnlyDictionary<string, NamedTensor> RunNamed(IReadOnlyDictionary<string, NamedTensor> inputs)
    {
        string[] names = [.. inputs.Keys];
        OrtValue[] values = [.. names.Select(name => OrtValue.CreateTensorValueFromMemory(inputs[name].Values, inputs[name].Shape))];
        try
        {
            lock (_gate)
            {
                using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_runOptions, names, values, [.. OutputNames]);
                return OutputNames.Zip(results).ToDictionary(pair => pair.First, pair => Copy(pair.Second), StringComparer.Ordinal);
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw Failure(e);
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, BoundShape bound) in _shapes)
            bound.Dispose();
        _shapes.Clear();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private void Execute(BoundShape bound)
    {
        try
        {
            if (Device.Kind != DeviceKind.Cpu)
                bound.Rebind();
            _session.RunWithBinding(_runOptions, bound.Binding);
            if (Device.Kind != DeviceKind.Cpu)
                bound.Binding.SynchronizeBoundOutputs();
        }
        catch (OnnxRuntimeException e)
        {
            throw Failure(e);
        }
    }

    private BoundShape Bind(int n, int m, int c, int h, int w)
    {
        foreach (((int N, int M, int C, int H, int W) key, BoundShape known) in _shapes)
        {
            if (key == (n, m, c, h, w))
                return known;
        }

        if (_shapes.Count == KeptShapes)
        {
            _shapes[0].Bound.Dispose();
            _shapes.RemoveAt(0);
        }

        BoundShape bound;
        try
        {
            bound = new BoundShape(_session, InputNames[0], [n, m, h, w], _outputName, [n, c, h, w]);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failure(e);
        }

        _shapes.Add(((n, m, c, h, w), bound));
        return bound;
    }

    private static NamedTensor Copy(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo shape = value.GetTensorTypeAndShape();
        if (shape.ElementDataType != TensorElementType.Float)
            throw new ModelException($"An output holds {shape.ElementDataType}; expected 32-bit floats.");
        return new NamedTensor(value.GetTensorDataAsSpan<float>().ToArray(), shape.Shape);
    }

    private ModelException Failure(OnnxRuntimeException e)
    {
        OnnxRuntimeGuard.Log.Drain();
        return new ModelException($"The network failed on {Device}: {SessionFactory.OneLine(e.Message)}", e);
    }
}
