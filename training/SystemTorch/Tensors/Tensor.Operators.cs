namespace TorchSharp;

public static partial class torch
{
    /// <summary>Arithmetic with C#'s operators. A number takes part without changing the tensor's type where PyTorch would not.</summary>
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Aten.Call(Ops.add_Tensor, left, right);

        public static Tensor operator +(Tensor left, Scalar right) => Aten.Call(Ops.add_Scalar, left, right);

        public static Tensor operator +(Tensor left, int right) => Aten.Call(Ops.add_Scalar, left, right);

        public static Tensor operator +(Tensor left, long right) => Aten.Call(Ops.add_Scalar, left, right);

        public static Tensor operator +(Tensor left, float right) => Aten.Call(Ops.add_Scalar, left, right);

        public static Tensor operator +(Tensor left, double right) => Aten.Call(Ops.add_Scalar, left, right);

        public static Tensor operator +(Scalar left, Tensor right) => Aten.Call(Ops.add_Scalar, right, left);

        public static Tensor operator +(int left, Tensor right) => Aten.Call(Ops.add_Scalar, right, left);

        public static Tensor operator +(long left, Tensor right) => Aten.Call(Ops.add_Scalar, right, left);

        public static Tensor operator +(float left, Tensor right) => Aten.Call(Ops.add_Scalar, right, left);

        public static Tensor operator +(double left, Tensor right) => Aten.Call(Ops.add_Scalar, right, left);

        public static Tensor operator *(Tensor left, Tensor right) => Aten.Call(Ops.mul_Tensor, left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Aten.Call(Ops.mul_Scalar, left, right);

        public static Tensor operator *(Tensor left, int right) => Aten.Call(Ops.mul_Scalar, left, right);

        public static Tensor operator *(Tensor left, long right) => Aten.Call(Ops.mul_Scalar, left, right);

        public static Tensor operator *(Tensor left, float right) => Aten.Call(Ops.mul_Scalar, left, right);

        public static Tensor operator *(Tensor left, double right) => Aten.Call(Ops.mul_Scalar, left, right);

        public static Tensor operator *(Scalar left, Tensor right) => Aten.Call(Ops.mul_Scalar, right, left);

        public static Tensor operator *(int left, Tensor right) => Aten.Call(Ops.mul_Scalar, right, left);

        public static Tensor operator *(long left, Tensor right) => Aten.Call(Ops.mul_Scalar, right, left);

        public static Tensor operator *(float left, Tensor right) => Aten.Call(Ops.mul_Scalar, right, left);

        public static Tensor operator *(double left, Tensor right) => Aten.Call(Ops.mul_Scalar, right, left);

        public static Tensor operator -(Tensor left, Tensor right) => Aten.Call(Ops.sub_Tensor, left, right);

        public static Tensor operator -(Tensor left, Scalar right) => Aten.Call(Ops.sub_Scalar, left, right);

        public static Tensor operator -(Tensor left, int right) => Aten.Call(Ops.sub_Scalar, left, right);

        public static Tensor operator -(Tensor left, long right) => Aten.Call(Ops.sub_Scalar, left, right);

        public static Tensor operator -(Tensor left, float right) => Aten.Call(Ops.sub_Scalar, left, right);

        public static Tensor operator -(Tensor left, double right) => Aten.Call(Ops.sub_Scalar, left, right);

        public static Tensor operator -(Scalar left, Tensor right) => Aten.Call(Ops.rsub_Scalar, right, left);

        public static Tensor operator -(int left, Tensor right) => Aten.Call(Ops.rsub_Scalar, right, left);

        public static Tensor operator -(long left, Tensor right) => Aten.Call(Ops.rsub_Scalar, right, left);

        public static Tensor operator -(float left, Tensor right) => Aten.Call(Ops.rsub_Scalar, right, left);

        public static Tensor operator -(double left, Tensor right) => Aten.Call(Ops.rsub_Scalar, right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Aten.Call(Ops.div_Tensor, left, right);

        public static Tensor operator /(Tensor left, Scalar right) => Aten.Call(Ops.div_Scalar, left, right);

        public static Tensor operator /(Tensor left, int right) => Aten.Call(Ops.div_Scalar, left, right);

        public static Tensor operator /(Tensor left, long right) => Aten.Call(Ops.div_Scalar, left, right);

        public static Tensor operator /(Tensor left, float right) => Aten.Call(Ops.div_Scalar, left, right);

        public static Tensor operator /(Tensor left, double right) => Aten.Call(Ops.div_Scalar, left, right);

        public static Tensor operator /(Scalar left, Tensor right) => Divide(left, right);

        public static Tensor operator /(int left, Tensor right) => Divide(left, right);

        public static Tensor operator /(long left, Tensor right) => Divide(left, right);

        public static Tensor operator /(float left, Tensor right) => Divide(left, right);

        public static Tensor operator /(double left, Tensor right) => Divide(left, right);

        public static Tensor operator %(Tensor left, Tensor right) => Aten.Call(Ops.remainder_Tensor, left, right);

        public static Tensor operator %(Tensor left, Scalar right) => Aten.Call(Ops.remainder_Scalar, left, right);

        public static Tensor operator %(Tensor left, int right) => Aten.Call(Ops.remainder_Scalar, left, right);

        public static Tensor operator %(Tensor left, long right) => Aten.Call(Ops.remainder_Scalar, left, right);

        public static Tensor operator %(Tensor left, float right) => Aten.Call(Ops.remainder_Scalar, left, right);

        public static Tensor operator %(Tensor left, double right) => Aten.Call(Ops.remainder_Scalar, left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator &(Tensor left, Tensor right) => Aten.Call(Ops.bitwise_and_Tensor, left, right);

        public static Tensor operator |(Tensor left, Tensor right) => Aten.Call(Ops.bitwise_or_Tensor, left, right);

        public static Tensor operator ~(Tensor left) => Aten.Call(Ops.bitwise_not, left);

        /// <summary>number / tensor, as PyTorch does it: the reciprocal times the number.</summary>
        private static Tensor Divide(Arg left, Tensor right)
        {
            using var reciprocal = Aten.Call(Ops.reciprocal, right);
            return Aten.Call(Ops.mul_Scalar, reciprocal, left);
        }
    }
}
