using System.Buffers.Binary;

namespace Pipeline.Bundles;

/// <summary>Reads a TensorProto's description and compares its payload's length with its shape; the payload itself is not copied.</summary>
internal static class TensorWalk
{
    // Tensors of sizes, scales and pads have one number per axis or two; larger ones are weights.
    private const int SmallElements = 16;

    /// <summary>
    /// Reads a tensor. <paramref name="small"/> gets its values when it is a short list or a single number of type float, int32
    /// or int64; otherwise null.
    /// </summary>
    public static OnnxInitialiser Read(ProtoReader reader, WalkContext walk, string kind, out SmallTensor? small)
    {
        string name = "";
        int type = 0;
        List<long> dims = [];
        Payload payload = default;
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: ReadDims(ref reader, walk, dims, kind); break;
                case 2: reader.Once("data_type"); type = reader.Int32(); break;
                case 4 or 5 or 7 or 10 or 11: payload.AddNumbers(ref reader, walk, kind); break;
                case 8: reader.Once("name"); name = reader.Text(kind + " name", walk.Policy.MaxNameBytes); break;
                case 9: reader.Once("raw_data"); payload.SetRaw(reader.Bytes()); break;
                case 12: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); break;
                case 13: throw External(walk, kind);
                case 14:
                    reader.Once("data_location");
                    if (reader.Int64() != 0) { throw External(walk, kind); }
                    break;
                case 16: MetadataWalk.ReadEntry(reader.Message(), walk, metadata); break;
                default: throw reader.Unknown(kind);
            }
        }
        string who = name.Length == 0 ? kind : $"{kind} {Text.Quote(name)}";
        OnnxElementType element = TypeWalk.ElementType(type, walk, who);
        long elements = Product(dims, walk, who);
        payload.Check(element, elements, walk, who);
        double[]? numbers = dims.Count > 1 || elements > SmallElements ? null : elements == 0 ? [] : payload.Small(element);
        small = numbers is null ? null : new SmallTensor(numbers, dims.Count);
        return new OnnxInitialiser(name, element, dims, elements);
    }

    private static void ReadDims(ref ProtoReader reader, WalkContext walk, List<long> dims, string kind)
    {
        if (reader.Wire == WireType.Varint) { Add(reader.Int64()); return; }
        ProtoReader packed = reader.Packed();
        while (packed.NextPackedInt64(out long dim)) { Add(dim); }

        void Add(long dim)
        {
            walk.That(dims.Count < walk.Policy.MaxRank, "shape", $"{kind} has more than {walk.Policy.MaxRank} axes");
            dims.Add(dim);
        }
    }

    private static long Product(List<long> dims, WalkContext walk, string who)
    {
        long product = 1;
        foreach (long dim in dims)
        {
            walk.That(dim >= 0, "shape", $"{who} has dim {dim}, expected 0 or more");
            // product ≤ MaxElements < 2^62 / dim keeps the multiplication itself from overflowing.
            walk.That(
                dim <= walk.Policy.MaxElements && (product == 0 || dim <= walk.Policy.MaxElements / product), "shape",
                $"{who} has shape [{string.Join(", ", dims)}], expected at most {walk.Policy.MaxElements} elements");
            product *= dim;
        }
        return product;
    }

    private static BundleException External(WalkContext walk, string kind) =>
        walk.Fail("external-data", $"{kind} keeps its data in another file, expected all weights inside the model; export it as one file");

    /// <summary>Where the numbers are: raw bytes, or one typed list.</summary>
    private ref struct Payload
    {
        private ReadOnlySpan<byte> _raw;
        private bool _hasRaw;
        private int _listField;
        private long _listCount;
        private double[]? _firstNumbers;

        public void SetRaw(ReadOnlySpan<byte> raw)
        {
            _raw = raw;
            _hasRaw = true;
        }

        public void AddNumbers(ref ProtoReader reader, WalkContext walk, string kind)
        {
            walk.That(_listField == 0 || _listField == reader.Field, "payload", $"{kind} holds numbers of two types");
            _listField = reader.Field;
            _firstNumbers ??= new double[SmallElements];
            switch (reader.Field, reader.Wire)
            {
                case (4, WireType.Fixed32): Keep(reader.Float()); break;
                case (4, _): AddFloats(reader.Bytes(), walk, kind); break;
                case (10, WireType.Fixed64): reader.SkipFixed64(); _listCount++; break;
                case (10, _): AddDoubles(reader.Bytes(), walk, kind); break;
                case (_, WireType.Varint): Keep(reader.Int64()); break;
                default:
                    ProtoReader packed = reader.Packed();
                    while (packed.NextPackedInt64(out long number)) { Keep(number); }
                    break;
            }
        }

        public readonly void Check(OnnxElementType element, long elements, WalkContext walk, string who)
        {
            walk.That(!_hasRaw || _listField == 0, "payload", $"{who} holds its data twice");
            if (_listField == 0)
            {
                long expected = elements * SizeOf(element);
                walk.That(_raw.Length == expected, "payload", $"{who} holds {_raw.Length} bytes of data, expected {expected}");
                return;
            }
            walk.That(_listField == ListFieldOf(element), "payload", $"{who} holds numbers of another type than {element}");
            walk.That(_listCount == elements, "payload", $"{who} holds {_listCount} numbers, expected {elements}");
        }

        public readonly double[]? Small(OnnxElementType element)
        {
            if (element is not (OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.Int64)) { return null; }
            if (_listField != 0) { return _firstNumbers![..(int)_listCount]; }
            if (!_hasRaw) { return null; }
            int size = SizeOf(element);
            double[] values = new double[_raw.Length / size];
            for (int i = 0; i < values.Length; i++)
            {
                ReadOnlySpan<byte> at = _raw.Slice(i * size, size);
                values[i] = element switch
                {
                    OnnxElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(at),
                    OnnxElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                    _ => BinaryPrimitives.ReadInt64LittleEndian(at),
                };
            }
            return values;
        }

        private void Keep(double value)
        {
            if (_listCount < SmallElements) { _firstNumbers![_listCount] = value; }
            _listCount++;
        }

        private void AddFloats(ReadOnlySpan<byte> packed, WalkContext walk, string kind)
        {
            walk.That(packed.Length % 4 == 0, "payload", $"{kind} has float_data of {packed.Length} bytes, expected a multiple of 4");
            for (int i = 0; i < Math.Min(packed.Length / 4, SmallElements); i++)
            {
                if (_listCount + i < SmallElements) { _firstNumbers![_listCount + i] = BinaryPrimitives.ReadSingleLittleEndian(packed[(4 * i)..]); }
            }
            _listCount += packed.Length / 4;
        }

        private void AddDoubles(ReadOnlySpan<byte> packed, WalkContext walk, string kind)
        {
            walk.That(packed.Length % 8 == 0, "payload", $"{kind} has double_data of {packed.Length} bytes, expected a multiple of 8");
            _listCount += packed.Length / 8;
        }

        private static int SizeOf(OnnxElementType type) => type switch
        {
            OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Bool => 1,
            OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
            OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
            _ => 8,
        };

        private static int ListFieldOf(OnnxElementType type) => type switch
        {
            OnnxElementType.Float => 4,
            OnnxElementType.Int64 => 7,
            OnnxElementType.Double => 10,
            OnnxElementType.UInt32 or OnnxElementType.UInt64 => 11,
            _ => 5,
        };
    }
}
