using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>A tensor's numbers in row-major order, whatever its device, type and strides.</summary>
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

    /// <summary>Row-major bytes, without a copy where there are some; valid as long as the caller's dispose scope.</summary>
    /// <param name="key">For the message when there are more than 2 GB.</param>
    /// <param name="tensor">The tensor.</param>
    public static ReadOnlySpan<byte> Bytes(string key, Tensor tensor)
    {
        Tensor contiguous = tensor.detach().cpu().contiguous();
        long bytes = contiguous.numel() * ElementTypes.BytesOf(contiguous.dtype);
        return bytes switch
        {
            0 => [],
            <= int.MaxValue => contiguous.bytes,
            _ => throw new WeightsException(key, $"has {bytes} bytes; one tensor may have 2 GB."),
        };
    }
}
