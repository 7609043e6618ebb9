namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => Set(value, indices);
        }

        public Tensor this[long i1]
        {
            get => At(i1);
            set => Set(value, i1);
        }

        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => Set(value, i1, i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => Set(value, i1, i2, i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => Set(value, i1, i2, i3, i4);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At(i1, i2, i3, i4, i5);
            set => Set(value, i1, i2, i3, i4, i5);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At(i1, i2, i3, i4, i5, i6);
            set => Set(value, i1, i2, i3, i4, i5, i6);
        }

        /// <summary>Numbers, slices and ellipses give a view; a tensor among the indices gives a copy.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var view = IndexWalk.Apply(this, indices, out var tensors);
            if (tensors is null) return view;
            using (view) return Aten.Call(Ops.index_Tensor, view, tensors);
        }

        public Tensor index(params Tensor[] indices) => Aten.Call(Ops.index_Tensor, this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>this[indices] = value (or += with accumulate, where repeated indices add up). Returns this.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = IndexWalk.Apply(this, indices, out var tensors);
            if (tensors is not null) Aten.CallVoid(Ops.index_put_, view, tensors, value, accumulate);
            else if (accumulate) view.add_(value);
            else IndexWalk.Copy(view, value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.CallInPlace(this, Ops.index_put_, indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        public Tensor index_select(long dim, Tensor index) => Aten.Call(Ops.index_select, this, dim, index);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call(Ops.masked_fill_Scalar, this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.CallInPlace(this, Ops.masked_fill__Scalar, mask, value);

        public Tensor masked_select(Tensor mask) => Aten.Call(Ops.masked_select, this, mask);

        public Tensor gather(long dim, Tensor index) => Aten.Call(Ops.gather, this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call(Ops.scatter_src, this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.CallInPlace(this, Ops.scatter__src, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.CallInPlace(this, Ops.scatter_add_, dim, index, src);

        public Tensor nonzero() => Aten.Call(Ops.nonzero, this);

        /// <summary>this where the condition holds, otherwise y.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.Call(Ops.where_self, condition, this, y);

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            if (indices.Length == 0) return alias();
            var view = select(0, indices[0]);
            foreach (var i in indices[1..])
            {
                using var before = view;
                view = before.select(0, i);
            }
            return view;
        }

        private void Set(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var view = At(indices);
            IndexWalk.Copy(view, value);
        }
    }
}
