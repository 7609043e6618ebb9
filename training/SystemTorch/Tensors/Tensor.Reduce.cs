namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.Call(Ops.sum, this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.Call(Ops.sum_dim_IntList, this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.Call(Ops.sum_dim_IntList, this, dim, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Aten.Call(Ops.mean, this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.Call(Ops.mean_dim, this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Aten.Call(Ops.std, this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread(Ops.std_dim, dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Aten.Call(Ops.var, this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread(Ops.var_dim, dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor norm(float p = 2) => Aten.Call(Ops.norm_Scalar, this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Aten.Call(Ops.norm_ScalarOpt_dim, this, p, dim, keepdim);

        public Tensor max() => Aten.Call(Ops.max, this);

        public Tensor max(Tensor other) => maximum(other);

        /// <summary>Values and indices along a dimension.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.Call2(Ops.max_dim, this, dim, keepdim);

        public Tensor min() => Aten.Call(Ops.min, this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.Call2(Ops.min_dim, this, dim, keepdim);

        public Tensor amax(params long[] dims) => Aten.Call(Ops.amax, this, dims);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Ops.amax, Ops.amax_out, dims, keepdim, @out);

        public Tensor amin(params long[] dims) => Aten.Call(Ops.amin, this, dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Ops.amin, Ops.amin_out, dims, keepdim, @out);

        public Tensor argmax() => Aten.Call(Ops.argmax, this);

        public Tensor argmax(long dim, bool keepdim = false) => Aten.Call(Ops.argmax, this, dim, keepdim);

        public Tensor argmin() => Aten.Call(Ops.argmin, this);

        public Tensor argmin(long dim, bool keepdim = false) => Aten.Call(Ops.argmin, this, dim, keepdim);

        public Tensor all() => Aten.Call(Ops.all, this);

        public Tensor all(long dim, bool keepdim = false) => Aten.Call(Ops.all_dim, this, dim, keepdim);

        public Tensor any() => Aten.Call(Ops.any, this);

        public Tensor any(long dim, bool keepdim = false) => Aten.Call(Ops.any_dim, this, dim, keepdim);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            stable ? Aten.Call2(Ops.sort_stable, this, true, dim, descending) : Aten.Call2(Ops.sort, this, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.Call2(Ops.topk, this, k, dim, largest, sorted);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.Call(Ops.bincount, this, weights, minlength);

        /// <summary>The different values; the indices and counts that were not asked for are null.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } d
                ? Aten.Call3(Ops.unique_dim, this, d, sorted, return_inverse, return_counts)
                : Aten.Call3(Ops._unique2, this, sorted, return_inverse, return_counts);
            if (!return_inverse) inverse.Dispose();
            if (!return_counts) counts.Dispose();
            return (output, return_inverse ? inverse : null, return_counts ? counts : null);
        }

        private Tensor Spread(Op op, long[] dimensions, bool unbiased, bool keepdim, ScalarType? type)
        {
            if (type is not { } t) return Aten.Call(op, this, dimensions, unbiased, keepdim);
            using var converted = to(t);
            return Aten.Call(op, converted, dimensions, unbiased, keepdim);
        }

        private Tensor Into(Op op, Op withOut, long[] dims, bool keepdim, Tensor? result)
        {
            if (result is null) return Aten.Call(op, this, dims, keepdim);
            Aten.CallVoid(withOut, this, dims, keepdim, result);
            return result;
        }
    }
}
