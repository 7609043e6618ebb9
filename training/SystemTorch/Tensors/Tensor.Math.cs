namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.Call(Ops.abs, this);

        public Tensor exp() => Aten.Call(Ops.exp, this);

        public Tensor log() => Aten.Call(Ops.log, this);

        public Tensor log1p() => Aten.Call(Ops.log1p, this);

        public Tensor log2() => Aten.Call(Ops.log2, this);

        public Tensor neg() => Aten.Call(Ops.neg, this);

        public Tensor sqrt() => Aten.Call(Ops.sqrt, this);

        public Tensor sqrt_() => Aten.CallInPlace(this, Ops.sqrt_);

        public Tensor rsqrt() => Aten.Call(Ops.rsqrt, this);

        public Tensor sign() => Aten.Call(Ops.sign, this);

        public Tensor tanh() => Aten.Call(Ops.tanh, this);

        public Tensor sigmoid() => Aten.Call(Ops.sigmoid, this);

        public Tensor relu() => Aten.Call(Ops.relu, this);

        public Tensor relu_() => Aten.CallInPlace(this, Ops.relu_);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call(Ops.softmax_int, this, dim, dtype);

        public Tensor isfinite() => Aten.Call(Ops.isfinite, this);

        public Tensor isnan() => Aten.Call(Ops.isnan, this);

        public Tensor logical_and(Tensor other) => Aten.Call(Ops.logical_and, this, other);

        public Tensor logical_or(Tensor other) => Aten.Call(Ops.logical_or, this, other);

        public Tensor logical_not() => Aten.Call(Ops.logical_not, this);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Call(Ops.lerp_Tensor, this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Aten.CallInPlace(this, Ops.lerp__Tensor, end, weight);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Call(Ops.clamp, this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.Call(Ops.clamp_Tensor, this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.CallInPlace(this, Ops.clamp_, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.CallInPlace(this, Ops.clamp__Tensor, min, max);

        public Tensor maximum(Tensor other) => Aten.Call(Ops.maximum, this, other);

        public Tensor minimum(Tensor other) => Aten.Call(Ops.minimum, this, other);

        public Tensor matmul(Tensor target) => Aten.Call(Ops.matmul, this, target);

        public Tensor mm(Tensor target) => Aten.Call(Ops.mm, this, target);

        public Tensor bmm(Tensor batch2) => Aten.Call(Ops.bmm, this, batch2);

        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Call(Ops.cumsum, this, dim, type);
    }
}
