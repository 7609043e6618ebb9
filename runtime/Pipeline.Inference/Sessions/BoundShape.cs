using System.Runtime.InteropServices;

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Pipeline.Inference;

/// <summary>
/// Input and output tensors of one shape, bound to a session once. Their memory is native and aligned to cache lines, so
/// nothing is pinned and a run allocates nothing.
/// </summary>
internal sealed unsafe class BoundShape : IDisposable
{
    private readonly string _inputName;
    private readonly OrtValue _inputValue;
    private readonly OrtValue _outputValue;
    private readonly float* _input;
    private readonly float* _output;
    private readonly int _inputLength;
    private readonly int _outputLength;

    public BoundShape(InferenceSession session, string inputName, long[] inputShape, string outputName, long[] outputShape)
    {
        _inputName = inputName;
        _inputLength = Length(inputShape);
        _outputLength = Length(outputShape);
        _input = Allocate(_inputLength);
        _output = Allocate(_outputLength);
        _inputValue = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, inputShape, (IntPtr)_input, sizeof(float) * (long)_inputLength);
        _outputValue = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, outputShape, (IntPtr)_output, sizeof(float) * (long)_outputLength);
        Binding = session.CreateIoBinding();
        Binding.BindInput(inputName, _inputValue);
        Binding.BindOutput(outputName, _outputValue);
    }

    public OrtIoBinding Binding { get; }

    /// <summary>[N,M,H,W]; written before a run.</summary>
    public Span<float> Input => new(_input, _inputLength);

    /// <summary>[N,C,H,W]; read after a run.</summary>
    public ReadOnlySpan<float> Output => new(_output, _outputLength);

    /// <summary>A device other than the processor copies the input when it is bound, so it must be bound again for each run.</summary>
    public void Rebind() => Binding.BindInput(_inputName, _inputValue);

    public void Dispose()
    {
        Binding.Dispose();
        _inputValue.Dispose();
        _outputValue.Dispose();
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_output);
    }

    private static int Length(long[] shape)
    {
        long count = 1;
        foreach (long axis in shape)
            count = checked(count * axis);
        return checked((int)count);
    }

    private static float* Allocate(int count) => (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
}
