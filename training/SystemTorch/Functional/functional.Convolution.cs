namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op Conv2dOp = new("conv2d");
            private static readonly Op Conv2dPaddingOp = new("conv2d", "padding");
            private static readonly Op Conv3dOp = new("conv3d");
            private static readonly Op Conv3dPaddingOp = new("conv3d", "padding");
            private static readonly Op ConvTranspose2dOp = new("conv_transpose2d", "input");
            private static readonly Op ConvTranspose3dOp = new("conv_transpose3d", "input");

            /// <param name="input">[N, C, H, W] or [C, H, W].</param>
            /// <param name="weight">[C_out, C / groups, kH, kW].</param>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.Call(Conv2dOp, input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

            /// <param name="input">[N, C, D, H, W] or [C, D, H, W].</param>
            /// <param name="weight">[C_out, C / groups, kD, kH, kW].</param>
            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.Call(Conv3dOp, input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], dilation ?? [1, 1, 1], groups);

            /// <param name="input">[N, C, H, W] or [C, H, W].</param>
            /// <param name="weight">[C, C_out / groups, kH, kW].</param>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.Call(ConvTranspose2dOp, input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], output_padding ?? [0, 0], groups, dilation ?? [1, 1]);

            /// <param name="input">[N, C, D, H, W] or [C, D, H, W].</param>
            /// <param name="weight">[C, C_out / groups, kD, kH, kW].</param>
            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.Call(ConvTranspose3dOp, input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], output_padding ?? [0, 0, 0], groups, dilation ?? [1, 1, 1]);

            internal static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias, long[] strides, Padding padding, long[] dilation, long groups) =>
                Aten.Call(Conv2dPaddingOp, input, weight, bias, strides, NameOf(padding), dilation, groups);

            internal static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias, long[] strides, Padding padding, long[] dilation, long groups) =>
                Aten.Call(Conv3dPaddingOp, input, weight, bias, strides, NameOf(padding), dilation, groups);

            private static string NameOf(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}
