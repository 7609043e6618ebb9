using Pipeline.Networks;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <summary>
    /// The standard operator where the target has it. Otherwise its exact decomposition: the positions of every tap become a grid
    /// [N,K,P,2] of P = H'·W' points in [−1, 1], one GridSample reads [N,C,K,P], the mask weighs the taps, and a 1×1 convolution
    /// with the weight read as [O,C·K] does the sums.
    /// </summary>
    public Value DeformConv2d(DeformConv2d m, Value x, Value offset, Value mask)
    {
        string layer = _names.Next(nameof(DeformConv2d), m);
        Dim[] spatial = [.. m.kernel_size.Select((size, i) => x.Shape[i + 2].Windows((m.dilation[i] * (size - 1)) + 1, m.stride[i], 2 * m.padding[i]))];
        RequireChannels(layer, "input", x, m.in_channels);
        RequireChannels(layer, "offset", offset, 2 * m.Taps);
        RequireChannels(layer, "mask", mask, m.Taps);
        RequireTwoPixels(layer, x);
        Dim[] shape = [x.Shape[0], Dim.Fixed(m.out_channels), .. spatial];
        return _options.Target == ExportTarget.NativeDeformConv
            ? Native(layer, m, x, offset, mask, shape)
            : Decomposed(layer, m, x, offset, mask, shape);
    }

    private Value Native(string layer, DeformConv2d m, Value x, Value offset, Value mask, Dim[] shape)
    {
        RequireOpset(layer, "DeformConv", 19);
        string bias = m.bias is null ? "" : Weight(m, "bias", m.bias);
        return Emit(layer, "DeformConv", [x.Name, Weight(m, "weight", m.weight), offset.Name, bias, mask.Name], shape,
        [
            ("dilations", NodeAttribute.Of(m.dilation)), ("group", NodeAttribute.Of(1)), ("kernel_shape", NodeAttribute.Of(m.kernel_size)),
            ("offset_group", NodeAttribute.Of(1)), ("pads", NodeAttribute.Of([.. m.padding, .. m.padding])), ("strides", NodeAttribute.Of(m.stride)),
        ]);
    }

    private Value Decomposed(string layer, DeformConv2d m, Value x, Value offset, Value mask, Dim[] shape)
    {
        RequireOpset(layer, "GridSample", 16);
        Dim taps = Dim.Fixed(m.Taps), channels = Dim.Fixed(m.in_channels * m.Taps);
        Dim points = shape[2].Symbol is null && shape[3].Symbol is null ? shape[2].Times(shape[3].Value!.Value) : Dim.Named($"({shape[2]})*({shape[3]})");
        Value[] coordinates = [Coordinate(layer, m, x, offset, axis: 1), Coordinate(layer, m, x, offset, axis: 0)];
        Value stacked = Emit(layer, "Concat", coordinates.Select(value => value.Name), [offset.Shape[0], taps, shape[2], shape[3], Dim.Fixed(2)],
            [("axis", NodeAttribute.Of(4))], part: "positions");
        Value grid = Emit(layer, "Reshape", [stacked.Name, Constant("shape", [0L, 0, -1, 2])], [offset.Shape[0], taps, points, Dim.Fixed(2)], part: "grid");
        Value sampled = Emit(layer, "GridSample", [x.Name, grid.Name], [x.Shape[0], x.Shape[1], taps, points], GridSampleAttributes(alignCorners: true), part: "sampled");
        Value weights = Emit(layer, "Reshape", [mask.Name, Constant("shape", [0L, 1, m.Taps, -1])], [mask.Shape[0], Dim.Fixed(1), taps, points], part: "mask");
        Value weighted = Emit(layer, "Mul", [sampled.Name, weights.Name], sampled.Shape, part: "weighted");
        Value columns = Emit(layer, "Reshape", [weighted.Name, Constant("shape", [0L, m.in_channels * m.Taps, 1, -1])],
            [x.Shape[0], channels, Dim.Fixed(1), points], part: "columns");
        List<string> inputs = [columns.Name, Weight(m, "weight", m.weight, [m.out_channels, m.in_channels * m.Taps, 1, 1])];
        if (m.bias is not null)
        {
            inputs.Add(Weight(m, "bias", m.bias));
        }
        Value sums = Emit(layer, "Conv", inputs, [x.Shape[0], Dim.Fixed(m.out_channels), Dim.Fixed(1), points],
            [("kernel_shape", NodeAttribute.Of([1, 1]))], part: "sums");
        Value width = Sizes(layer, offset, 3, 4, "width");
        Value target = Emit(layer, "Concat", [Constant("shape", [0L, 0, -1]), width.Name], [Dim.Fixed(4)],
            [("axis", NodeAttribute.Of(0))], part: "shape", type: ElementType.Int64);
        return Emit(layer, "Reshape", [sums.Name, target.Name], shape);
    }

    /// <summary>Rows (axis 0) or columns (axis 1) that the taps read, in [−1, 1] with ±1 at the outermost pixels' centres: [N,K,H',W',1].</summary>
    private Value Coordinate(string layer, DeformConv2d m, Value x, Value offset, int axis)
    {
        string name = axis == 0 ? "y" : "x";
        int spatial = axis + 2;
        Dim[] perTap = [offset.Shape[0], Dim.Fixed(m.Taps), offset.Shape[2], offset.Shape[3]];
        Value shift = Emit(layer, "Slice",
            [offset.Name, Constant("start", [(long)axis]), Constant("end", [long.MaxValue]), Constant("axes", [1L]), Constant("step", [2L])],
            perTap, part: $"d{name}");
        long[] tapStart = [.. Enumerable.Range(0, (int)m.Taps).Select(k =>
            ((axis == 0 ? k / m.kernel_size[1] : k % m.kernel_size[1]) * m.dilation[axis]) - m.padding[axis])];
        string starts = Constant($"taps_{string.Join('_', tapStart)}", [m.Taps, 1, 1], [.. tapStart.Select(start => (float)start)]);
        Value read = Emit(layer, "Add", [shift.Name, starts], perTap, part: $"{name}/tap");

        Value range = Range(layer, offset, spatial, $"{name}/range");
        string stepped = m.stride[axis] == 1
            ? range.Name
            : Emit(layer, "Mul", [range.Name, Scalar(m.stride[axis])], range.Shape, part: $"{name}/steps").Name;
        if (axis == 0)
        {
            stepped = Emit(layer, "Unsqueeze", [stepped, Constant("axes", [1L])], [.. range.Shape, Dim.Fixed(1)], part: $"{name}/column").Name;
        }
        Value pixels = Emit(layer, "Add", [read.Name, stepped], perTap, part: $"{name}/pixels");

        Value size = Emit(layer, "Cast", [Sizes(layer, x, spatial, spatial + 1, $"{name}/size").Name], [Dim.Fixed(1)],
            [("to", NodeAttribute.Of((int)ElementType.Float))], part: $"{name}/extent");
        Value last = Emit(layer, "Sub", [size.Name, Scalar(1)], [Dim.Fixed(1)], part: $"{name}/last");
        Value scale = Emit(layer, "Div", [Scalar(2), last.Name], [Dim.Fixed(1)], part: $"{name}/scale");
        Value scaled = Emit(layer, "Mul", [pixels.Name, scale.Name], perTap, part: $"{name}/scaled");
        Value unit = Emit(layer, "Sub", [scaled.Name, Scalar(1)], perTap, part: $"{name}/unit");
        return Emit(layer, "Unsqueeze", [unit.Name, Constant("axes", [4L])], [.. perTap, Dim.Fixed(1)], part: name);
    }

    private static void RequireChannels(string layer, string what, Value x, long channels)
    {
        if (x.Shape.Count != 4 || x.Shape[1].Value != channels)
        {
            throw new ExportException(layer, $"found {what} {x}, expected 4 axes with {channels} channels.");
        }
    }

    // Grid coordinates divide by size − 1.
    private static void RequireTwoPixels(string layer, Value x)
    {
        if (x.Shape.Skip(2).Any(size => size.Value < 2))
        {
            throw new ExportException(layer, $"found input {x}, expected two pixels or more on each axis.");
        }
    }
}
