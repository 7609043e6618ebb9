namespace Pipeline.Export;

/// <summary>Element types of graph values; the numbers are ONNX's <c>TensorProto.DataType</c>.</summary>
public enum ElementType
{
    /// <summary>32-bit float.</summary>
    Float = 1,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>True or false.</summary>
    Bool = 9,
}
