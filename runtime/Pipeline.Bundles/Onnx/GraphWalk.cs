namespace Pipeline.Bundles;

/// <summary>Walks the one graph: first everything that gives a name to a value, then the nodes in order.</summary>
internal sealed class GraphWalk(WalkContext walk, IReadOnlyDictionary<string, long> opsets)
{
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxInitialiser> _initialisers = [];
    private readonly Dictionary<string, SmallTensor> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);
    private string _name = "";

    /// <summary>Reads the graph; model-level members of the summary are still empty.</summary>
    public OnnxSummary Read(ProtoReader graph)
    {
        ProtoReader nodes = graph;
        ReadDeclarations(graph);
        NodeWalk node = new(walk, opsets, _values, _constants);
        while (nodes.Next())
        {
            if (nodes.Field == 1) { node.Read(nodes.Message()); }
            else { nodes.Bytes(); }
        }
        walk.That(_outputs.Count > 0, "outputs", "the graph has no output");
        foreach (OnnxValue output in _outputs)
        {
            walk.That(_values.Contains(output.Name), "outputs", $"output {Text.Quote(output.Name)} is made by no node");
        }
        HashSet<string> stored = _initialisers.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        return new OnnxSummary
        {
            IrVersion = 0,
            Opsets = opsets,
            Producer = "",
            ProducerVersion = "",
            GraphName = _name,
            Inputs = [.. _inputs.Where(i => !stored.Contains(i.Name))],
            Outputs = _outputs,
            Initialisers = _initialisers,
            Nodes = node.Count,
            Operators = node.Operators,
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }

    private void ReadDeclarations(ProtoReader reader)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Bytes(); break;
                case 2: reader.Once("graph name"); _name = reader.Text("graph name", walk.Policy.MaxNameBytes); break;
                case 5: AddInitialiser(reader.Message()); break;
                case 10: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); break;
                case 11: AddValue(reader.Message(), "input", _inputs); break;
                case 12: AddValue(reader.Message(), "output", _outputs); break;
                case 13: Describe(reader.Message()); break;
                case 15: throw walk.Fail("sparse", "holds a sparse initialiser, expected dense tensors");
                case 16: MetadataWalk.ReadEntry(reader.Message(), walk, metadata); break;
                default: throw reader.Unknown("the graph");
            }
        }
        foreach (string name in _inputs.Select(i => i.Name).Concat(_initialisers.Select(i => i.Name))) { _values.Add(name); }
    }

    private void AddInitialiser(ProtoReader reader)
    {
        walk.That(_initialisers.Count < walk.Policy.MaxInitialisers, "initialisers", $"more than {walk.Policy.MaxInitialisers} initialisers");
        OnnxInitialiser tensor = TensorWalk.Read(reader, walk, "initialiser", out SmallTensor? small);
        walk.That(tensor.Name.Length > 0, "names", "an initialiser has no name");
        // One set over initialisers; an input of the same name only gives the initialiser a type (files before IR 4).
        walk.That(_values.Add(tensor.Name), "names", $"initialiser {Text.Quote(tensor.Name)} appears twice");
        _initialisers.Add(tensor);
        if (small is not null) { _constants.Add(tensor.Name, small); }
    }

    private void AddValue(ProtoReader reader, string kind, List<OnnxValue> list)
    {
        OnnxValue value = TypeWalk.Read(reader, walk, kind, shapeRequired: true);
        walk.That(list.Count < walk.Policy.MaxRank * 8, kind + "s", $"more than {walk.Policy.MaxRank * 8} {kind}s");
        walk.That(list.TrueForAll(v => v.Name != value.Name), "names", $"{kind} {Text.Quote(value.Name)} appears twice");
        list.Add(value);
    }

    private void Describe(ProtoReader reader)
    {
        OnnxValue value = TypeWalk.Read(reader, walk, "value_info", shapeRequired: false);
        walk.That(_described.Count < 2 * walk.Policy.MaxNodes, "value-info", $"more than {2 * walk.Policy.MaxNodes} value_info entries");
        walk.That(_described.Add(value.Name), "names", $"value_info {Text.Quote(value.Name)} appears twice");
    }
}
