namespace Pipeline.Export;

// Sizes that are known only when the model runs: whole numbers computed from shapes, never from the image's values.
public sealed partial class GraphOps
{
    /// <summary>Sizes of axes start … end − 1 as whole numbers, [end − start].</summary>
    private Value Sizes(string layer, Value x, int start, int end, string part) => Emit(
        layer, "Shape", [x.Name], [Dim.Fixed(end - start)],
        [("end", NodeAttribute.Of(end)), ("start", NodeAttribute.Of(start))], part, ElementType.Int64);

    /// <summary>0, 1, 2, … as long as an axis, in floats.</summary>
    private Value Range(string layer, Value x, int axis, string part)
    {
        Value size = Sizes(layer, x, axis, axis + 1, $"{part}/size");
        Value number = Emit(layer, "Squeeze", [size.Name], [], part: $"{part}/number", type: ElementType.Int64);
        Value limit = Emit(layer, "Cast", [number.Name], [], [("to", NodeAttribute.Of((int)ElementType.Float))], $"{part}/limit");
        return Emit(layer, "Range", [Scalar(0), limit.Name, Scalar(1)], [x.Shape[axis]], part: part);
    }

    /// <summary>The size of a result of two values broadcast against each other.</summary>
    private static Dim[] Broadcast(string layer, Value a, Value b)
    {
        int rank = Math.Max(a.Shape.Count, b.Shape.Count);
        return [.. Enumerable.Range(0, rank).Select(i =>
        {
            Dim x = At(a, i), y = At(b, i);
            return x == y || y.Value == 1 ? x : x.Value == 1 ? y
                : throw new ExportException(layer, $"sizes {x} and {y} of {a} and {b} cannot be shown to fit; bring them to one size with ResizeLike, PadLike or Crop.");
        })];

        Dim At(Value value, int i)
        {
            int axis = i - (rank - value.Shape.Count);
            return axis < 0 ? Dim.Fixed(1) : value.Shape[axis];
        }
    }

    /// <summary>The product of sizes, divided by a number: what −1 stands for in a reshape.</summary>
    private static Dim Product(IEnumerable<Dim> sizes, long divisor = 1)
    {
        long number = 1;
        List<Dim> symbols = [];
        foreach (Dim size in sizes)
        {
            if (size.Value is long value) { number *= value; }
            else { symbols.Add(size); }
        }
        return symbols.Count switch
        {
            0 => Dim.Fixed(number / divisor),
            1 when number % divisor == 0 => symbols[0].Times(number / divisor),
            _ => Dim.Named($"{number}*{string.Join('*', symbols.Select(symbol => $"({symbol})"))}/{divisor}"),
        };
    }
}
