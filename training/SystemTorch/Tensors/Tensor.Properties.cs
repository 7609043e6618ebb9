using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long ndim => dim();

        public long NumberOfElements => numel();

        public ScalarType dtype => (ScalarType)NativeApi.st_dtype(Handle);

        public unsafe Device device
        {
            get
            {
                int index;
                var type = (DeviceType)NativeApi.st_device(Handle, &index);
                return type == DeviceType.CPU ? CPU : new Device(type, index);
            }
        }

        public bool is_leaf => Held(NativeApi.st_is_leaf(Handle)) != 0;

        public bool is_sparse => NativeApi.st_is_sparse(Handle) != 0;

        public bool requires_grad
        {
            get => Held(NativeApi.st_requires_grad(Handle)) != 0;
            set => NativeApi.Check(Held(NativeApi.st_set_requires_grad(Handle, value ? 1 : 0)));
        }

        public long[] shape => size();

        /// <summary>The gradient (a new object for it at every call), null before backward.</summary>
        public Tensor? grad
        {
            get
            {
                var handle = Held(NativeApi.st_grad(Handle));
                return handle == 0 ? null : new Tensor(handle);
            }

            set
            {
                NativeApi.Check(Held(NativeApi.st_set_grad(Handle, value is null ? 0 : value.Handle)));
                GC.KeepAlive(value);
            }
        }

        /// <summary>The memory of a contiguous CPU tensor. The span is valid as long as this object is not disposed.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = numel() * NativeApi.st_itemsize(Handle);
                if (length == 0) return [];
                return new Span<byte>(ReadableMemory(), checked((int)length));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length) throw new ArgumentException($"{value.Length} bytes given, the tensor has {target.Length}");
                value.CopyTo(target);
            }
        }

        public long dim() => NativeApi.st_dim(Handle);

        public long numel() => NativeApi.st_numel(Handle);

        public unsafe long[] size()
        {
            var sizes = new long[dim()];
            fixed (long* p = sizes) NativeApi.st_sizes(Handle, p);
            return sizes;
        }

        public long size(int dim)
        {
            var sizes = size();
            return sizes[Wrap(dim, sizes.Length)];
        }

        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* p = strides) NativeApi.st_strides(Handle, p);
            return strides;
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[Wrap(dim, strides.Length)];
        }

        public bool is_contiguous() => Held(NativeApi.st_is_contiguous(Handle, 0)) != 0;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => NativeApi.Check(Held(NativeApi.st_retain_grad(Handle)));

        public void backward() => autograd.backward(this);

        /// <summary>Same shape, type and values.</summary>
        public bool Equals(Tensor target) => target is not null && Aten.CallBool(Ops.equal, this, target);

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>The first element's address, for a contiguous tensor in the memory of the CPU.</summary>
        internal unsafe void* ReadableMemory()
        {
            int index;
            if (NativeApi.st_device(Handle, &index) != (int)DeviceType.CPU)
                throw new InvalidOperationException($"the tensor is on {device}: move it with cpu() before reading its memory");
            if (!is_contiguous()) throw new InvalidOperationException("the tensor is not contiguous: call contiguous() before reading its memory");
            var p = NativeApi.st_data(Handle);
            GC.KeepAlive(this);
            return p != null ? p : throw new ExternalException(NativeApi.Text(NativeApi.st_error()).TrimEnd());
        }

        /// <summary>Keeps the finaliser away from the handle until a native call that took it is over.</summary>
        private T Held<T>(T result)
        {
            GC.KeepAlive(this);
            return result;
        }

        private static int Wrap(int dim, int rank)
        {
            if (dim < -rank || dim >= rank)
                throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has {rank} dimensions");
            return dim < 0 ? dim + rank : dim;
        }
    }
}
