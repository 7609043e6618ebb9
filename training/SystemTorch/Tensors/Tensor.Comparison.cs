namespace TorchSharp;

public static partial class torch
{
    /// <summary>Comparisons element by element: the result is a tensor of Bool, so test for null with "is null".</summary>
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.Call(Ops.eq_Tensor, this, target);

        public Tensor eq(Scalar target) => Aten.Call(Ops.eq_Scalar, this, target);

        public Tensor ne(Tensor target) => Aten.Call(Ops.ne_Tensor, this, target);

        public Tensor ne(Scalar target) => Aten.Call(Ops.ne_Scalar, this, target);

        public Tensor lt(Tensor target) => Aten.Call(Ops.lt_Tensor, this, target);

        public Tensor lt(Scalar target) => Aten.Call(Ops.lt_Scalar, this, target);

        public Tensor le(Tensor target) => Aten.Call(Ops.le_Tensor, this, target);

        public Tensor le(Scalar target) => Aten.Call(Ops.le_Scalar, this, target);

        public Tensor gt(Tensor target) => Aten.Call(Ops.gt_Tensor, this, target);

        public Tensor gt(Scalar target) => Aten.Call(Ops.gt_Scalar, this, target);

        public Tensor ge(Tensor target) => Aten.Call(Ops.ge_Tensor, this, target);

        public Tensor ge(Scalar target) => Aten.Call(Ops.ge_Scalar, this, target);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }
}
