namespace Pipeline.Bundles;

/// <summary>Reads the name, element type and shape of a graph's value. Only dense tensors are accepted.</summary>
internal static class TypeWalk
{
    /// <summary>Reads a ValueInfoProto.</summary>
    public static OnnxValue Read(ProtoReader reader, WalkContext walk, string kind, bool shapeRequired)
    {
        string name = "";
        bool typed = false;
        (OnnxElementType Type, List<OnnxDim>? Dims) type = default;
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("name"); name = reader.Text(kind + " name", walk.Policy.MaxNameBytes); break;
                case 2: reader.Once("type"); type = ReadType(reader.Message(), walk, kind); typed = true; break;
                case 3: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); break;
                case 4: MetadataWalk.ReadEntry(reader.Message(), walk, metadata); break;
                default: throw reader.Unknown(kind);
            }
        }
        walk.That(name.Length > 0, "names", $"an {kind} has no name");
        walk.That(typed, "type", $"{kind} {Text.Quote(name)} has no type");
        walk.That(!shapeRequired || type.Dims is not null, "type", $"{kind} {Text.Quote(name)} has no shape");
        return new OnnxValue(name, type.Type, type.Dims ?? []);
    }

    /// <summary>The element type of a number in the file.</summary>
    public static OnnxElementType ElementType(int number, WalkContext walk, string kind)
    {
        var type = (OnnxElementType)number;
        return Enum.IsDefined(type) ? type : throw walk.Fail("type", $"{kind} has element type {number}, expected a dense numeric one");
    }

    private static (OnnxElementType Type, List<OnnxDim>? Dims) ReadType(ProtoReader reader, WalkContext walk, string kind)
    {
        (OnnxElementType Type, List<OnnxDim>? Dims)? type = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("tensor_type"); type = ReadTensorType(reader.Message(), walk, kind); break;
                case 6: reader.Once("denotation"); reader.Text("denotation", walk.Policy.MaxNameBytes); break;
                default: throw walk.Fail("type", $"{kind} has a type of kind {reader.Field}, expected a dense tensor");
            }
        }
        return type ?? throw walk.Fail("type", $"{kind} has an empty type, expected a dense tensor");
    }

    private static (OnnxElementType Type, List<OnnxDim>? Dims) ReadTensorType(ProtoReader reader, WalkContext walk, string kind)
    {
        int type = 0;
        List<OnnxDim>? dims = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("elem_type"); type = reader.Int32(); break;
                case 2: reader.Once("shape"); dims = ReadShape(reader.Message(), walk, kind); break;
                default: throw reader.Unknown("tensor_type");
            }
        }
        return (ElementType(type, walk, kind), dims);
    }

    private static List<OnnxDim> ReadShape(ProtoReader reader, WalkContext walk, string kind)
    {
        List<OnnxDim> dims = [];
        while (reader.Next())
        {
            if (reader.Field != 1) { throw reader.Unknown("shape"); }
            walk.That(dims.Count < walk.Policy.MaxRank, "shape", $"{kind} has more than {walk.Policy.MaxRank} axes");
            dims.Add(ReadDim(reader.Message(), walk, kind));
        }
        return dims;
    }

    private static OnnxDim ReadDim(ProtoReader reader, WalkContext walk, string kind)
    {
        OnnxDim dim = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Once("dim_value"); dim = dim with { Value = reader.Int64() }; break;
                case 2: reader.Once("dim_param"); dim = dim with { Name = reader.Text("dim_param", walk.Policy.MaxNameBytes) }; break;
                case 3: reader.Once("denotation"); reader.Text("denotation", walk.Policy.MaxNameBytes); break;
                default: throw reader.Unknown("dim");
            }
        }
        walk.That(dim.Value is null || dim.Name is null, "shape", $"an axis of {kind} has both a size and a name");
        walk.That(
            dim.Value is null || (dim.Value >= 0 && dim.Value <= walk.Policy.MaxElements), "shape",
            $"an axis of {kind} has size {dim.Value}, expected 0 to {walk.Policy.MaxElements}");
        return dim;
    }
}
