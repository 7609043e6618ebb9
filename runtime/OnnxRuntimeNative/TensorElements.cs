using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>.NET types and sizes of the element types.</summary>
internal static class TensorElements
{
    private static readonly (TensorElementType Element, Type Type, int Bytes)[] Known =
    [
        (TensorElementType.Float, typeof(float), 4),
        (TensorElementType.UInt8, typeof(byte), 1),
        (TensorElementType.Int8, typeof(sbyte), 1),
        (TensorElementType.UInt16, typeof(ushort), 2),
        (TensorElementType.Int16, typeof(short), 2),
        (TensorElementType.Int32, typeof(int), 4),
        (TensorElementType.Int64, typeof(long), 8),
        (TensorElementType.String, typeof(string), 0),
        (TensorElementType.Bool, typeof(bool), 1),
        (TensorElementType.Double, typeof(double), 8),
        (TensorElementType.UInt32, typeof(uint), 4),
        (TensorElementType.UInt64, typeof(ulong), 8),
    ];

    /// <summary>Null for element types without a .NET type here (16-bit floats: use their bytes).</summary>
    internal static Type? TypeOf(TensorElementType element)
    {
        foreach ((TensorElementType known, Type type, _) in Known)
        {
            if (known == element)
                return type;
        }
        return null;
    }

    internal static TensorElementType Of<T>()
    {
        foreach ((TensorElementType element, Type type, _) in Known)
        {
            if (type == typeof(T) && element != TensorElementType.String)
                return element;
        }
        throw OnnxRuntimeException.InvalidArgument($"Found elements of type {typeof(T)}, expected a number or bool. For 16-bit floats use CreateTensorValueWithData.");
    }

    /// <summary>Bytes of one element; strings have none.</summary>
    internal static int SizeOf(TensorElementType element) => element switch
    {
        TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Complex64 => 8,
        TensorElementType.Complex128 => 16,
        _ => Known.FirstOrDefault(k => k.Element == element).Bytes,
    };

    /// <summary>Refuses to read a tensor as elements of another type.</summary>
    internal static void CheckReadAs<T>(TensorElementType element)
        where T : unmanaged
    {
        if (TypeOf(element) != typeof(T))
            throw OnnxRuntimeException.InvalidArgument($"The tensor holds {element}; it cannot be read as {typeof(T)}.");
    }
}
