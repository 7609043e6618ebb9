namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op Nearest1dOp = new("upsample_nearest1d", "vec");
            private static readonly Op Nearest2dOp = new("upsample_nearest2d", "vec");
            private static readonly Op Nearest3dOp = new("upsample_nearest3d", "vec");
            private static readonly Op NearestExact1dOp = new("_upsample_nearest_exact1d", "vec");
            private static readonly Op NearestExact2dOp = new("_upsample_nearest_exact2d", "vec");
            private static readonly Op NearestExact3dOp = new("_upsample_nearest_exact3d", "vec");
            private static readonly Op Linear1dOp = new("upsample_linear1d", "vec");
            private static readonly Op Bilinear2dOp = new("upsample_bilinear2d", "vec");
            private static readonly Op Bilinear2dAntialiasOp = new("_upsample_bilinear2d_aa", "vec");
            private static readonly Op Bicubic2dOp = new("upsample_bicubic2d", "vec");
            private static readonly Op Bicubic2dAntialiasOp = new("_upsample_bicubic2d_aa", "vec");
            private static readonly Op Trilinear3dOp = new("upsample_trilinear3d", "vec");
            private static readonly Op Area1dOp = new("adaptive_avg_pool1d");
            private static readonly Op Area3dOp = new("adaptive_avg_pool3d");

            /// <summary>Resizes the spatial axes of [N, C, W], [N, C, H, W] or [N, C, D, H, W].</summary>
            /// <param name="size">Sizes of the spatial axes; or else <paramref name="scale_factor"/>, one per spatial axis.</param>
            /// <param name="align_corners">Only for the linear and cubic modes: whether the centres of the corner elements coincide.</param>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var spatial = (int)x.ndim - 2;
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate needs either size or scale_factor, not both.");
                if ((size?.Length ?? scale_factor!.Length) != spatial)
                    throw new ArgumentException($"Found {size?.Length ?? scale_factor!.Length} values for size or scale_factor, expected {spatial}: one per spatial axis.");
                if (align_corners is not null && mode is InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area)
                    throw new ArgumentException($"align_corners has no meaning for mode {mode}; leave it null.");
                if (antialias && (spatial != 2 || mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic)))
                    throw new ArgumentException($"Found antialias with mode {mode} and {spatial} spatial axes; it exists for Bilinear and Bicubic on [N, C, H, W].");

                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = ScaledSize(x, scale_factor);
                    scale_factor = null;
                }

                var corners = align_corners ?? false;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.Call(Nearest1dOp, x, size, scale_factor),
                    (InterpolationMode.Nearest, 2) => Aten.Call(Nearest2dOp, x, size, scale_factor),
                    (InterpolationMode.Nearest, 3) => Aten.Call(Nearest3dOp, x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1) => Aten.Call(NearestExact1dOp, x, size, scale_factor),
                    (InterpolationMode.NearestExact, 2) => Aten.Call(NearestExact2dOp, x, size, scale_factor),
                    (InterpolationMode.NearestExact, 3) => Aten.Call(NearestExact3dOp, x, size, scale_factor),
                    (InterpolationMode.Area, 1) => Aten.Call(Area1dOp, x, size),
                    (InterpolationMode.Area, 2) => Aten.Call(AdaptiveAvgPool2dOp, x, size),
                    (InterpolationMode.Area, 3) => Aten.Call(Area3dOp, x, size),
                    (InterpolationMode.Linear, 1) => Aten.Call(Linear1dOp, x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2) => Aten.Call(antialias ? Bilinear2dAntialiasOp : Bilinear2dOp, x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2) => Aten.Call(antialias ? Bicubic2dAntialiasOp : Bicubic2dOp, x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 3) => Aten.Call(Trilinear3dOp, x, size, corners, scale_factor),
                    _ => throw new ArgumentException($"Mode {mode} does not go with {x.ndim}-D input: Linear takes 3-D, Bilinear and Bicubic 4-D, Trilinear 5-D."),
                };
            }

            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Aten.Call(Nearest2dOp, input, outputSizes, scaleFactors);

            private static long[] ScaledSize(Tensor x, double[] scales) =>
                [.. scales.Select((scale, axis) => (long)Math.Floor(x.shape[axis + 2] * scale))];
        }
    }
}
