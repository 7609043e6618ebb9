namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.Call(Ops.add_Tensor, this, target);

        public Tensor add(Tensor target, Scalar alpha) => Aten.Call(Ops.add_Tensor, this, target, alpha);

        public Tensor add(Scalar scalar) => Aten.Call(Ops.add_Scalar, this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Aten.Call(Ops.add_Scalar, this, scalar, alpha);

        public Tensor add_(Tensor target) => Aten.CallInPlace(this, Ops.add__Tensor, target);

        public Tensor add_(Tensor target, Scalar alpha) => Aten.CallInPlace(this, Ops.add__Tensor, target, alpha);

        public Tensor add_(Scalar scalar) => Aten.CallInPlace(this, Ops.add__Scalar, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.CallInPlace(this, Ops.add__Scalar, scalar, alpha);

        public Tensor sub(Tensor target) => Aten.Call(Ops.sub_Tensor, this, target);

        public Tensor sub(Scalar target) => Aten.Call(Ops.sub_Scalar, this, target);

        public Tensor sub_(Tensor target) => Aten.CallInPlace(this, Ops.sub__Tensor, target);

        public Tensor sub_(Scalar target) => Aten.CallInPlace(this, Ops.sub__Scalar, target);

        public Tensor mul(Tensor target) => Aten.Call(Ops.mul_Tensor, this, target);

        public Tensor mul(Scalar target) => Aten.Call(Ops.mul_Scalar, this, target);

        public Tensor mul_(Tensor target) => Aten.CallInPlace(this, Ops.mul__Tensor, target);

        public Tensor mul_(Scalar target) => Aten.CallInPlace(this, Ops.mul__Scalar, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Call(Ops.div_Tensor, this, target)
                : Aten.Call(Ops.div_Tensor_mode, this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Call(Ops.div_Scalar, this, target)
                : Aten.Call(Ops.div_Scalar_mode, this, target, Name(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.CallInPlace(this, Ops.div__Tensor, target)
                : Aten.CallInPlace(this, Ops.div__Tensor_mode, target, Name(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.CallInPlace(this, Ops.div__Scalar, target)
                : Aten.CallInPlace(this, Ops.div__Scalar_mode, target, Name(rounding_mode));

        public Tensor pow(Tensor exponent) => Aten.Call(Ops.pow_Tensor_Tensor, this, exponent);

        public Tensor pow(Scalar exponent) => Aten.Call(Ops.pow_Tensor_Scalar, this, exponent);

        public Tensor pow_(Tensor exponent) => Aten.CallInPlace(this, Ops.pow__Tensor, exponent);

        public Tensor pow_(Scalar exponent) => Aten.CallInPlace(this, Ops.pow__Scalar, exponent);

        /// <summary>this + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call(Ops.addcmul, this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.CallInPlace(this, Ops.addcmul_, tensor1, tensor2, value);

        /// <summary>this + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call(Ops.addcdiv, this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.Call(Ops.addcdiv, this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.CallInPlace(this, Ops.addcdiv_, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.CallInPlace(this, Ops.addcdiv_, tensor1, tensor2);

        private static string Name(RoundingMode mode) => mode == RoundingMode.floor ? "floor" : "trunc";
    }
}
