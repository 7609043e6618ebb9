using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>Copies of a tensor's numbers in row-major order, whatever its device, type and strides.</summary>
internal static class TensorValues
{
    public static float[] Floats(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }

    public static double[] Doubles(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }
}
