using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on parameters and their gradients.</summary>
        public static partial class utils
        {
            /// <summary>Weight and bias of one convolution that does what convolution and batch norm did, by running statistics.</summary>
            /// <param name="transpose">Whether the weight is a transposed convolution's, [in, out, kernel...].</param>
            public static (Parameter, Parameter) fuse_conv_bn_weights(Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                var scale = (bn_w ?? ones_like(bn_rm)) * (bn_rv + bn_eps).rsqrt();
                var shape = new long[conv_w.ndim];
                Array.Fill(shape, 1);
                shape[transpose ? 1 : 0] = -1;
                var weight = conv_w * scale.reshape(shape);
                var bias = ((conv_b ?? zeros_like(bn_rm)) - bn_rm) * scale + (bn_b ?? zeros_like(bn_rm));
                return Kept(weight, bias, conv_w.requires_grad, conv_b?.requires_grad ?? conv_w.requires_grad);
            }

            /// <summary>Weight and bias of one linear layer that does what linear layer and batch norm did, by running statistics.</summary>
            public static (Parameter, Parameter) fuse_linear_bn_weights(Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                var scale = bn_w * (bn_rv + bn_eps).rsqrt();
                var weight = linear_w * scale.unsqueeze(-1);
                var bias = ((linear_b ?? zeros_like(bn_rm)) - bn_rm) * scale + bn_b;
                return Kept(weight, bias, linear_w.requires_grad, linear_b?.requires_grad ?? linear_w.requires_grad);
            }

            /// <summary>One linear layer that does what the two did in evaluation mode; both must be in it.</summary>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                    throw new InvalidOperationException("Fusing needs both layers in evaluation mode; call eval() on them first.");
                if (bn.running_mean is not { } mean || bn.running_var is not { } variance || bn.bias is not { } shift)
                    throw new InvalidOperationException("Fusing needs a batch norm with running statistics, weight and bias.");

                var (weight, bias) = fuse_linear_bn_weights(linear.weight, linear.bias, mean, variance, bn.eps, bn.weight, shift);
                var fused = new Linear(weight, bias);
                fused.eval();
                return fused;
            }

            private static (Parameter, Parameter) Kept(Tensor weight, Tensor bias, bool weightGrad, bool biasGrad)
            {
                var w = new Parameter(weight, weightGrad);
                var b = new Parameter(bias, biasGrad);
                w.MoveToOuterDisposeScope();
                b.MoveToOuterDisposeScope();
                return (w, b);
            }
        }
    }
}
