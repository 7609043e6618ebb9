using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a CPU tensor, in row-major order whatever its strides are. Reads and writes go to the tensor's own
/// memory (for a tensor from another device: to a copy). Throws once the tensor is disposed.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable
    where T : unmanaged
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private Tensor? _tensor;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    private T* Memory
    {
        get
        {
            var p = (T*)NativeApi.st_data((_tensor ?? throw new ObjectDisposedException(nameof(TensorAccessor<T>))).Handle);
            return p != null || Count == 0 ? p : throw new InvalidOperationException(NativeApi.Text(NativeApi.st_error()).TrimEnd());
        }
    }

    /// <summary>One element by its indices, or by its row-major position when there is one index and several dimensions.</summary>
    public T this[params long[] indices]
    {
        get
        {
            var value = Memory[Offset(indices)];
            GC.KeepAlive(_tensor);
            return value;
        }

        set
        {
            Memory[Offset(indices)] = value;
            GC.KeepAlive(_tensor);
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var values = new T[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>An array with the tensor's dimensions; one element for a tensor of none.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length < 2) return ToArray();
        var array = Array.CreateInstance(typeof(T), _shape);
        CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), array.Length));
        return array;
    }

    /// <summary>Copies elements from tensorIndex on, as many as there are and as fit.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var n = (int)Math.Min(target.Length, Count - tensorIndex);
        if (n <= 0) return;
        var memory = Memory;
        if (_contiguous) new Span<T>(memory + tensorIndex, n).CopyTo(target);
        else for (var i = 0; i < n; i++) target[i] = memory[Strided(tensorIndex + i)];
        GC.KeepAlive(_tensor);
    }

    /// <summary>Fills the tensor from tensorIndex on with the array's elements from arrayIndex on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var n = (int)Math.Min(source.Length, Count - tensorIndex);
        if (n <= 0) return;
        var memory = Memory;
        if (_contiguous) source[..n].CopyTo(new Span<T>(memory + tensorIndex, n));
        else for (var i = 0; i < n; i++) memory[Strided(tensorIndex + i)] = source[i];
        GC.KeepAlive(_tensor);
    }

    /// <summary>Equal when the elements are.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && ToArray().AsSpan().SequenceEqual(other.ToArray(), EqualityComparer<T>.Default);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in ToArray()) hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Lets go of the tensor, without disposing it.</summary>
    public void Dispose() => _tensor = null;

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            if (indices[0] < 0 || indices[0] >= Count) throw new IndexOutOfRangeException($"position {indices[0]}: the tensor has {Count} elements");
            return _contiguous ? indices[0] : Strided(indices[0]);
        }
        if (indices.Length != _shape.Length) throw new ArgumentException($"{indices.Length} indices given, the tensor has {_shape.Length} dimensions");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
                throw new IndexOutOfRangeException($"index {indices[i]} of dimension {i}: the shape is [{string.Join(", ", _shape)}]");
            offset += indices[i] * _strides[i];
        }
        return offset;
    }

    private long Strided(long position)
    {
        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            (position, var index) = Math.DivRem(position, _shape[i]);
            offset += index * _strides[i];
        }
        return offset;
    }
}
