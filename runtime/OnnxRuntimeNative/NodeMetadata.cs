using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of a model's input or output.</summary>
public unsafe class NodeMetadata
{
    private readonly TensorElementType _elementDataType;
    private readonly int[] _dimensions = [];
    private readonly string[] _symbolicDimensions = [];

    /// <summary>Reads a native type info, which stays the caller's.</summary>
    internal NodeMetadata(nint typeInfo)
    {
        OnnxValueType = (OnnxValueType)Ort.Get<int>(Ort.GetOnnxTypeFromTypeInfo, typeInfo);
        if (!IsTensor)
            return;
        nint tensor = Ort.Get<nint>(Ort.CastTypeInfoToTensorInfo, typeInfo);   // a view of typeInfo: not released
        _elementDataType = (TensorElementType)Ort.Get<int>(Ort.GetTensorElementType, tensor);
        _dimensions = Array.ConvertAll(OrtTensorTypeAndShapeInfo.ReadShape(tensor), length => checked((int)length));
        _symbolicDimensions = ReadSymbols(tensor, _dimensions.Length);
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public bool IsString => ElementDataType == TensorElementType.String;

    /// <summary>−1 where the model leaves the length open.</summary>
    public int[] Dimensions => Tensor(_dimensions);

    /// <summary>Names of the open axes; empty text for the others.</summary>
    public string[] SymbolicDimensions => Tensor(_symbolicDimensions);

    public TensorElementType ElementDataType => Tensor(_elementDataType);

    public Type ElementType => TensorElements.TypeOf(ElementDataType)
        ?? throw OnnxRuntimeException.InvalidArgument($"{ElementDataType} has no .NET type here; use {nameof(ElementDataType)}.");

    private T Tensor<T>(T value) => IsTensor
        ? value
        : throw OnnxRuntimeException.InvalidArgument($"Found {OnnxValueType}, expected a tensor.");

    private static string[] ReadSymbols(nint tensor, int count)
    {
        var pointers = new nint[count];
        fixed (nint* names = pointers)
            Ort.Check(((delegate* unmanaged<nint, nint*, nuint, nint>)Ort.Api[Ort.GetSymbolicDimensions])(tensor, names, (nuint)count));
        return Array.ConvertAll(pointers, NativeText.Read);
    }
}
