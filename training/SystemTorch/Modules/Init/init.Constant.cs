namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills tensors in place, outside autograd, and returns them.</summary>
        /// <remarks>Random numbers are drawn in PyTorch's order, so equal seeds give PyTorch's numbers.</remarks>
        public static partial class init
        {
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var noGrad = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>The unit matrix, for [rows, columns].</summary>
            public static Tensor eye_(Tensor tensor)
            {
                RequireMatrix(tensor, nameof(eye_));
                zeros_(tensor);
                using var noGrad = no_grad();
                for (var i = 0L; i < Math.Min(tensor.shape[0], tensor.shape[1]); i++) SetOne(tensor, i, i);
                return tensor;
            }

            /// <summary>Kernels [out, in, kernel...] that pass channel i on to channel i.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                    throw new ArgumentException($"Found a tensor with {shape.Length} axes, expected [out, in, kernel...] with 3 to 5.", nameof(tensor));

                zeros_(tensor);
                using var noGrad = no_grad();
                for (var channel = 0L; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    SetOne(tensor, [channel, channel, .. shape[2..].Select(size => size / 2)]);
                }

                return tensor;
            }

            private static void SetOne(Tensor tensor, params long[] at)
            {
                using var scope = NewDisposeScope();
                at.Aggregate(tensor, (part, index) => part.select(0, index)).fill_(1);
            }

            private static void RequireMatrix(Tensor tensor, string function)
            {
                if (tensor.ndim != 2)
                    throw new ArgumentException($"Found a tensor with {tensor.ndim} axes; {function} needs [rows, columns].", nameof(tensor));
            }
        }
    }
}
