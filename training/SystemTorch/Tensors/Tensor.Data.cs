using System.Runtime.CompilerServices;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Element access from C#. T must be the tensor's element type; from another device a copy is made.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireType<T>();
            return new TensorAccessor<T>(device.type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The value of a tensor with one element; T must be its element type.</summary>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"item: the tensor has {numel()} elements, exactly 1 expected");
            RequireType<T>();
            int index;
            if (NativeApi.st_device(Handle, &index) == (int)DeviceType.CPU)
            {
                var value = Unsafe.ReadUnaligned<T>(ReadableMemory());
                GC.KeepAlive(this);
                return value;
            }
            using var copy = cpu();
            return copy.item<T>();
        }

        public Tensor alias() => Aten.Call(Ops.alias, this);

        public Tensor clone() => Aten.Call(Ops.clone, this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.CallInPlace(this, Ops.copy_, source, nonBlocking);

        public Tensor contiguous() => Aten.Call(Ops.contiguous, this);

        public Tensor detach() => Aten.Call(Ops.detach, this);

        public Tensor detach_() => Aten.CallInPlace(this, Ops.detach_);

        /// <summary>Lets this object share the memory, shape and strides of another.</summary>
        public Tensor set_(Tensor source) => Aten.CallInPlace(this, Ops.set__source_Tensor, source);

        public Tensor fill_(Scalar value) => Aten.CallInPlace(this, Ops.fill__Scalar, value);

        public Tensor zero_() => Aten.CallInPlace(this, Ops.zero_);

        private void RequireType<T>()
        {
            if (TypeOf(typeof(T)) != dtype) throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}: the types must be equal, convert with to(ScalarType)");
        }
    }
}
