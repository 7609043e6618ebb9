namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an index: a number, a slice, a mask or index tensor, None (a new dimension), … or an ellipsis.</summary>
    public readonly struct TensorIndex
    {
        public static readonly TensorIndex Ellipsis = new(Kind.Ellipsis);
        public static readonly TensorIndex None = new(Kind.NewDimension);

        /// <summary>Like None: PyTorch's name for it is None, NumPy's is newaxis.</summary>
        public static readonly TensorIndex Null = new(Kind.NewDimension);

        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = Slice();

        internal readonly Kind Type;
        internal readonly long? Start;
        internal readonly long? Stop;
        internal readonly long? Step;
        internal readonly Tensor? Index;

        private TensorIndex(Kind type, long? start = null, long? stop = null, long? step = null, Tensor? index = null)
        {
            Type = type;
            Start = start;
            Stop = stop;
            Step = step;
            Index = index;
        }

        internal enum Kind
        {
            NewDimension, Ellipsis, Single, Slice, Bool, Tensor,
        }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        /// <summary>A C# range; ^n counts from the end, and ^0 as the end is the end.</summary>
        public static TensorIndex Slice(Range range) => Slice(Number(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Number(range.End));

        /// <summary>True puts a dimension of size 1 in front, false one of size 0.</summary>
        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => index is null ? None : new(Kind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, index: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Number(index));

        /// <summary>The number or the tensor of the index, as a tensor.</summary>
        public static implicit operator Tensor(TensorIndex value) => value.Type switch
        {
            Kind.Tensor => value.Index!,
            Kind.Single => value.Start!.Value,
            Kind.Bool => value.Start != 0,
            _ => throw new InvalidOperationException($"an index of kind {value.Type} is no tensor"),
        };

        private static long Number(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
