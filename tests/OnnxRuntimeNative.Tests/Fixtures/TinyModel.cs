using System.Text;

namespace OnnxRuntimeNative.Tests;

/// <summary>
/// Writes ONNX models of one node, field by field (ONNX's protobuf numbers in the comments): y = x · factor for x of shape
/// [batch, 3], where the length of the first axis is left open.
/// </summary>
internal static class TinyModel
{
    internal static byte[] Scale(float factor, string op = "Mul")
    {
        byte[] node = [.. Text(1, "x"), .. Text(1, "factor"), .. Text(2, "y"), .. Text(3, "scale"), .. Text(4, op)];
        byte[] initializer = [.. Number(2, 1), .. Text(8, "factor"), .. Field(9, BitConverter.GetBytes(factor))];   // a scalar float
        byte[] graph =
        [
            .. Field(1, node), .. Text(2, "tiny"), .. Field(5, initializer), .. Text(10, "a graph for tests"),
            .. Field(11, Value("x")), .. Field(12, Value("y")),
        ];
        byte[] property = [.. Text(1, "pipeline.card"), .. Text(2, "{\"größe\": 3}")];
        byte[] opset = [.. Text(1, ""), .. Number(2, 17)];
        return
        [
            .. Number(1, 8), .. Text(2, "tests"), .. Text(4, "org.example"), .. Number(5, 7), .. Text(6, "scales"),
            .. Field(7, graph), .. Field(8, opset), .. Field(14, property),
        ];
    }

    private static byte[] Value(string name)
    {
        byte[] shape = [.. Field(1, Text(2, "batch")), .. Field(1, Number(1, 3))];
        byte[] tensor = [.. Number(1, 1), .. Field(2, shape)];
        return [.. Text(1, name), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Number(int field, ulong value) => [.. Varint((ulong)field << 3), .. Varint(value)];

    private static byte[] Field(int field, byte[] content) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
