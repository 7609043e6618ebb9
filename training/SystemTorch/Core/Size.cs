using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sizes of a tensor.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        public static readonly Size Empty = new(Array.Empty<long>());

        private readonly long[]? _sizes;

        public Size(long[] shape) => _sizes = (long[])shape.Clone();

        public Size(IEnumerable<long> shape) => _sizes = shape.ToArray();

        public Size(int[] shape) => _sizes = Array.ConvertAll(shape, s => (long)s);

        public Size(long size) => _sizes = [size];

        public int Length => Shape.Length;

        public bool IsEmpty => Length == 0;

        internal long[] Shape => _sizes ?? [];

        /// <summary>A size; negative numbers count from the last.</summary>
        public long this[int idx] => Shape[idx < 0 ? Length + idx : idx];

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        public static implicit operator Size((long, long, long, long) size) => new([size.Item1, size.Item2, size.Item3, size.Item4]);

        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        public static bool operator !=(Size left, Size right) => !(left == right);

        public override bool Equals(object? obj) => obj is Size other && this == other;

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var size in Shape) hash.Add(size);
            return hash.ToHashCode();
        }

        /// <summary>The number of elements.</summary>
        public long numel() => Shape.Aggregate(1L, (a, b) => a * b);

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
