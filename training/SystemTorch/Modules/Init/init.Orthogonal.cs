namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            private static readonly Op QrOp = new("linalg_qr");

            /// <summary>Rows (or columns, if there are fewer) of [rows, rest...] orthonormal, times <paramref name="gain"/>.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.ndim < 2)
                    throw new ArgumentException($"Found a tensor with {tensor.ndim} axes; orthogonal_ needs at least 2.", nameof(tensor));
                if (tensor.numel() == 0) return tensor;

                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var flat = empty([rows, columns], dtype: tensor.dtype, device: tensor.device).normal_();
                var tall = rows < columns ? flat.t() : flat;
                var (q, r) = Aten.Call2(QrOp, tall);

                // Unique up to signs: those of R's diagonal make the distribution uniform (Mezzadri 2007).
                q = q.mul(diag(r).sign());
                if (rows < columns) q = q.t();
                tensor.copy_(q.reshape(tensor.shape));
                return tensor.mul_(gain);
            }
        }
    }
}
