namespace Pipeline.Inference;

/// <summary>Output sizes of the operators that slide a window; formulas of the ONNX operator specification. Axes: [N,C,spatial…].</summary>
internal static class WindowShapes
{
    /// <summary>[N, <paramref name="channels"/>, spatial…] of a convolution or pooling with a window of <paramref name="kernel"/>.</summary>
    public static long[] Slide(GraphNode node, long[] input, long channels, long[] kernel)
    {
        long[] output = [input[0], channels, .. input[2..]];
        for (int axis = 0; axis < kernel.Length; axis++)
        {
            long stride = At(node, "strides", axis, 1);
            long window = ((kernel[axis] - 1) * At(node, "dilations", axis, 1)) + 1;
            long room = input[axis + 2] + Padding(node, axis, kernel.Length) - window;
            output[axis + 2] = node.Text("auto_pad").StartsWith("SAME", StringComparison.Ordinal) ? Up(input[axis + 2], stride)
                : node.Integer("ceil_mode", 0) == 1 ? Up(room, stride) + 1
                : (room / stride) + 1;
        }

        return output;
    }

    /// <summary>Output of ConvTranspose; <paramref name="weights"/> is [C, O / group, kernel…].</summary>
    public static long[] SlideBack(GraphNode node, long[] input, long[] weights)
    {
        long[] output = [input[0], weights[1] * node.Integer("group", 1), .. input[2..]];
        for (int axis = 0; axis < input.Length - 2; axis++)
        {
            long stride = At(node, "strides", axis, 1);
            long window = ((weights[axis + 2] - 1) * At(node, "dilations", axis, 1)) + 1;
            output[axis + 2] = At(
                node, "output_shape", axis,
                node.Text("auto_pad").StartsWith("SAME", StringComparison.Ordinal)
                    ? input[axis + 2] * stride
                    : (stride * (input[axis + 2] - 1)) + At(node, "output_padding", axis, 0) + window - Padding(node, axis, input.Length - 2));
        }

        return output;
    }

    private static long Padding(GraphNode node, int axis, int axes) => At(node, "pads", axis, 0) + At(node, "pads", axis + axes, 0);

    private static long At(GraphNode node, string attribute, int axis, long otherwise) =>
        node.List(attribute) is { } list && axis < list.Length ? list[axis] : otherwise;

    private static long Up(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
