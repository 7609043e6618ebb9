using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients so that their norm, taken over all of them as one vector, is at most <paramref name="max_norm"/>.</summary>
            /// <param name="norm_type">The p of the norm; infinity takes the largest absolute value.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                var grads = Grads(tensors);
                if (grads.Count == 0) return 0;

                var total = double.IsPositiveInfinity(norm_type)
                    ? stack(grads.Select(grad => grad.abs().max())).max()
                    : stack(grads.Select(grad => grad.norm((float)norm_type))).norm((float)norm_type);
                var factor = ((Scalar)max_norm / (total + 1e-6)).clamp(max: 1.0);
                foreach (var grad in grads) grad.mul_(factor.to(grad.device));
                return total.ToDouble();
            }

            /// <summary>Limits every element of every gradient to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                foreach (var grad in Grads(tensors)) grad.clamp_(-clip_value, clip_value);
            }

            private static List<Tensor> Grads(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad!).Where(grad => grad is not null)];
        }
    }
}
