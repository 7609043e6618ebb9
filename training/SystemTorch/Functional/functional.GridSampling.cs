namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op GridSamplerOp = new("grid_sampler");
            private static readonly Op AffineGridOp = new("affine_grid_generator");

            /// <param name="input">[N, C, H, W] or [N, C, D, H, W].</param>
            /// <param name="grid">[N, H_out, W_out, 2] as (x, y), or [N, D_out, H_out, W_out, 3]; −1 … 1 spans the input.</param>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                // libtorch numbers both otherwise: bilinear 0, nearest 1; zeros 0, border 1, reflection 2.
                var interpolation = mode == GridSampleMode.Nearest ? 1L : 0L;
                var padding = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1L,
                    GridSamplePaddingMode.Reflection => 2L,
                    _ => 0L,
                };
                return Aten.Call(GridSamplerOp, input, grid, interpolation, padding, align_corners ?? false);
            }

            /// <param name="theta">[N, 2, 3] or [N, 3, 4].</param>
            /// <param name="size">Size of the image to be sampled: [N, C, H, W] or [N, C, D, H, W].</param>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                Aten.Call(AffineGridOp, theta, size ?? throw new ArgumentNullException(nameof(size), "affine_grid needs the size of the output, [N, C, H, W]."), align_corners);
        }
    }
}
