namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Aten.Call(Ops.reshape, this, shape);

        public Tensor view(params long[] shape) => Aten.Call(Ops.view, this, shape);

        public Tensor view_as(Tensor other) => Aten.Call(Ops.view_as, this, other);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Call(Ops.flatten_using_ints, this, start_dim, end_dim);

        /// <summary>A view with these sizes and strides (elements), from an offset (elements) into the memory; bounds are checked.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Aten.Call(Ops.as_strided, this, size, strides, storageOffset);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.Call(Ops.squeeze_dim, this, d) : Aten.Call(Ops.squeeze, this);

        public Tensor unsqueeze(long dim) => Aten.Call(Ops.unsqueeze, this, dim);

        public Tensor t() => Aten.Call(Ops.t, this);

        public Tensor transpose(long dim0, long dim1) => Aten.Call(Ops.transpose_int, this, dim0, dim1);

        public Tensor permute(params long[] permutation) => Aten.Call(Ops.permute, this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor expand(params long[] sizes) => Aten.Call(Ops.expand, this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Call(Ops.expand, this, sizes, isImplicit);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor expand_as(Tensor other) => Aten.Call(Ops.expand_as, this, other);

        public Tensor repeat(params long[] sizes) => Aten.Call(Ops.repeat, this, sizes);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.Call(Ops.repeat_interleave_self_Tensor, this, repeats, dim, output_size);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.Call(Ops.repeat_interleave_self_int, this, repeats, dim, output_size);

        public Tensor flip(params long[] dims) => Aten.Call(Ops.flip, this, dims);

        public Tensor roll(long shifts, long? dims = null) => dims is { } d ? roll([shifts], [d]) : roll([shifts]);

        public Tensor roll(long[] shifts, long[] dims) => Aten.Call(Ops.roll, this, shifts, dims);

        public Tensor roll(long[] shifts) => Aten.Call(Ops.roll, this, shifts);

        public Tensor tril(long diagonal = 0) => Aten.Call(Ops.tril, this, diagonal);

        public Tensor triu(long diagonal = 0) => Aten.Call(Ops.triu, this, diagonal);

        /// <summary>A view of length entries of dimension dim, from start.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.Call(Ops.narrow, this, dim, start, length);

        /// <summary>A view of entries start, start + step, … below finish of dimension dim.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.Call(Ops.slice_Tensor, this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Aten.Call(Ops.select_int, this, dim, index);

        public Tensor[] unbind(long dimension = 0) => Aten.CallMany(Ops.unbind_int, this, dimension);

        public Tensor[] chunk(long chunks, long dim = 0) => Aten.CallMany(Ops.chunk, this, chunks, dim);

        /// <summary>Pieces of size entries; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.CallMany(Ops.split_Tensor, this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Aten.CallMany(Ops.split_with_sizes, this, sizes, dim);

        public Tensor[] split(params long[] sizes) => split(sizes, 0L);
    }
}
