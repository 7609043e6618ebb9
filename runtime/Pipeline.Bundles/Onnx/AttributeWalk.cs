using System.Buffers.Binary;

namespace Pipeline.Bundles;

/// <summary>Reads an AttributeProto: plain numbers, texts and dense tensors; no graphs, sparse tensors, types or references.</summary>
internal static class AttributeWalk
{
    private const int MaxNumbers = 65_536;

    // AttributeProto.AttributeType and the one field that each type uses.
    private static readonly Dictionary<int, int> FieldOfType = new() { [1] = 2, [2] = 3, [3] = 4, [4] = 5, [6] = 7, [7] = 8, [8] = 9 };

    /// <summary>Reads one attribute.</summary>
    public static AttributeParts Read(ProtoReader reader, WalkContext walk)
    {
        string name = "";
        int type = 0, valueField = 0;
        List<double> numbers = [];
        SmallTensor? tensor = null;
        while (reader.Next())
        {
            int field = reader.Field;
            switch (field)
            {
                case 1: reader.Once("attribute name"); name = reader.Text("attribute name", walk.Policy.MaxNameBytes); continue;
                case 13: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); continue;
                case 20: reader.Once("attribute type"); type = reader.Int32(); continue;
                case 2: reader.Once("f"); numbers.Add(reader.Float()); break;
                case 3: reader.Once("i"); numbers.Add(reader.Int64()); break;
                case 4: reader.Once("s"); CheckText(reader.Bytes(), walk); break;
                case 5: reader.Once("t"); TensorWalk.Read(reader.Message(), walk, "an attribute's tensor", out tensor); break;
                case 7: AddFloats(ref reader, numbers, walk); break;
                case 8: AddInts(ref reader, numbers, walk); break;
                case 9: CheckText(reader.Bytes(), walk); break;
                case 6 or 11: throw walk.Fail("sub-graph", $"attribute {Text.Quote(name)} holds a graph, expected one plain graph without Loop, Scan and If");
                case 22 or 23: throw walk.Fail("sparse", $"attribute {Text.Quote(name)} holds a sparse tensor, expected dense tensors");
                default: throw reader.Unknown("an attribute");
            }
            walk.That(valueField == 0 || valueField == field, "attribute", $"attribute {Text.Quote(name)} has values of two types");
            valueField = field;
        }
        walk.That(name.Length > 0, "names", "an attribute has no name");
        walk.That(
            FieldOfType.TryGetValue(type, out int expected), "attribute",
            $"attribute {Text.Quote(name)} has type {type}, expected a number, text, dense tensor or a list of them");
        walk.That(valueField == 0 || valueField == expected, "attribute", $"attribute {Text.Quote(name)} has a value of another type than it says");
        return new AttributeParts(name, expected == 5 ? tensor : expected is 4 or 9 ? null : new SmallTensor([.. numbers], expected < 4 ? 0 : 1));
    }

    private static void CheckText(ReadOnlySpan<byte> text, WalkContext walk) =>
        walk.That(text.Length <= walk.Policy.MaxTextBytes, "text", $"an attribute's text has {text.Length} bytes, expected at most {walk.Policy.MaxTextBytes}");

    private static void AddFloats(ref ProtoReader reader, List<double> numbers, WalkContext walk)
    {
        if (reader.Wire == WireType.Fixed32) { Add(numbers, reader.Float(), walk); return; }
        ReadOnlySpan<byte> packed = reader.Bytes();
        walk.That(packed.Length % 4 == 0, "attribute", $"floats of {packed.Length} bytes, expected a multiple of 4");
        for (int at = 0; at < packed.Length; at += 4) { Add(numbers, BinaryPrimitives.ReadSingleLittleEndian(packed[at..]), walk); }
    }

    private static void AddInts(ref ProtoReader reader, List<double> numbers, WalkContext walk)
    {
        if (reader.Wire == WireType.Varint) { Add(numbers, reader.Int64(), walk); return; }
        ProtoReader packed = reader.Packed();
        while (packed.NextPackedInt64(out long number)) { Add(numbers, number, walk); }
    }

    private static void Add(List<double> numbers, double number, WalkContext walk)
    {
        walk.That(numbers.Count < MaxNumbers, "attribute", $"an attribute has more than {MaxNumbers} numbers");
        numbers.Add(number);
    }
}
