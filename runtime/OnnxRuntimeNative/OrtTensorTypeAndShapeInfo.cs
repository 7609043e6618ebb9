using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Element type and shape of a tensor; −1 stands for an axis whose length the model leaves open.</summary>
public unsafe struct OrtTensorTypeAndShapeInfo
{
    /// <summary>Reads a native info, which stays the caller's.</summary>
    internal OrtTensorTypeAndShapeInfo(nint info)
    {
        ElementDataType = (TensorElementType)Ort.Get<int>(Ort.GetTensorElementType, info);
        ElementCount = (long)Ort.Get<nuint>(Ort.GetTensorShapeElementCount, info);
        Shape = ReadShape(info);
    }

    public TensorElementType ElementDataType { get; }

    public readonly bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; }

    public readonly int DimensionsCount => Shape.Length;

    public long[] Shape { get; }

    internal static long[] ReadShape(nint info)
    {
        var shape = new long[Ort.Get<nuint>(Ort.GetDimensionsCount, info)];
        fixed (long* axes = shape)
            Ort.Check(((delegate* unmanaged<nint, long*, nuint, nint>)Ort.Api[Ort.GetDimensions])(info, axes, (nuint)shape.Length));
        return shape;
    }
}
