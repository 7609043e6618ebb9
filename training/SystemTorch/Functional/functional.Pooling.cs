namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op AdaptiveAvgPool2dOp = new("adaptive_avg_pool2d");
            private static readonly Op AvgPool2dOp = new("avg_pool2d");
            private static readonly Op AvgPool3dOp = new("avg_pool3d");
            private static readonly Op MaxPool2dOp = new("max_pool2d");
            private static readonly Op MaxPool2dWithIndicesOp = new("max_pool2d_with_indices");
            private static readonly Op MaxPool3dOp = new("max_pool3d");
            private static readonly Op MaxPool3dWithIndicesOp = new("max_pool3d_with_indices");

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.Call(AdaptiveAvgPool2dOp, input, output_size);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Pair(output_size));

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Aten.Call(AvgPool2dOp, input, kernel_size, stride ?? kernel_size, padding ?? [0, 0], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Pair(kernel_size), Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Pair(kernel_size), Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool3d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Aten.Call(AvgPool3dOp, input, kernel_size, stride ?? kernel_size, padding ?? [0, 0, 0], ceil_mode, count_include_pad, divisor_override);

            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.Call(MaxPool2dOp, input, kernel_size, strides ?? kernel_size, padding ?? [0, 0], dilation ?? [1, 1], ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Pair(kernel_size), Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Pair(kernel_size), Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            public static Tensor max_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Aten.Call(MaxPool3dOp, input, kernel_size, strides ?? kernel_size, padding ?? [0, 0, 0], dilation ?? [1, 1, 1], ceil_mode);

            internal static (Tensor Output, Tensor Indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides, long[]? padding, long[]? dilation, bool ceil_mode) =>
                Aten.Call2(MaxPool2dWithIndicesOp, input, kernel_size, strides ?? kernel_size, padding ?? [0, 0], dilation ?? [1, 1], ceil_mode);

            internal static (Tensor Output, Tensor Indices) max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? strides, long[]? padding, long[]? dilation, bool ceil_mode) =>
                Aten.Call2(MaxPool3dWithIndicesOp, input, kernel_size, strides ?? kernel_size, padding ?? [0, 0, 0], dilation ?? [1, 1, 1], ceil_mode);

            private static long[] Pair((long, long) size) => [size.Item1, size.Item2];

            private static long[]? Pair((long, long)? size) => size is { } s ? [s.Item1, s.Item2] : null;

            private static long[] Pair(long size) => [size, size];

            private static long[]? Pair(long? size) => size is { } s ? [s, s] : null;
        }
    }
}
