namespace Pipeline.Bundles;

/// <summary>Walks the nodes in order: known operators only, each reading values that already exist and making new ones.</summary>
internal sealed class NodeWalk(
    WalkContext walk, IReadOnlyDictionary<string, long> opsets, HashSet<string> values, Dictionary<string, SmallTensor> constants)
{
    private readonly SizeWalk _sizes = new(constants, walk.Policy.MaxRank);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _operators = new(StringComparer.Ordinal);

    /// <summary>Nodes read so far.</summary>
    public int Count { get; private set; }

    /// <summary>How often each operator came.</summary>
    public IReadOnlyDictionary<string, int> Operators => _operators;

    /// <summary>Reads one NodeProto.</summary>
    public void Read(ProtoReader reader)
    {
        walk.That(++Count <= walk.Policy.MaxNodes, "nodes", $"more than {walk.Policy.MaxNodes} nodes");
        NodeParts node = ReadParts(reader);
        string who = $"node {Text.Quote(node.Name.Length > 0 ? node.Name : $"#{Count - 1}")} ({Text.Quote(node.Operator).Trim('\'')})";
        CheckOperator(node, who);
        CheckValues(node, who);
        AttributeBounds.Check(node, who, walk);
        SizeBounds.Check(node, who, walk, _sizes, constants);
        if (node is { Operator: "Constant", Constant: { } value }) { constants.TryAdd(node.Outputs[0], value); }
        _sizes.Follow(node);
        _operators[node.Operator] = _operators.GetValueOrDefault(node.Operator) + 1;
    }

    private NodeParts ReadParts(ProtoReader reader)
    {
        NodeParts node = new();
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: Add(node.Inputs, reader.Text("a node's input", walk.Policy.MaxNameBytes), "inputs"); break;
                case 2: Add(node.Outputs, reader.Text("a node's output", walk.Policy.MaxNameBytes), "outputs"); break;
                case 3: reader.Once("node name"); node.Name = reader.Text("node name", walk.Policy.MaxNameBytes); break;
                case 4: reader.Once("op_type"); node.Operator = reader.Text("op_type", walk.Policy.MaxNameBytes); break;
                case 5: Add(node.Attributes, AttributeWalk.Read(reader.Message(), walk), "attributes"); break;
                case 6: reader.Once("doc_string"); reader.Text("doc_string", walk.Policy.MaxTextBytes); break;
                case 7: reader.Once("domain"); node.Domain = reader.Text("domain", walk.Policy.MaxNameBytes); break;
                case 9: MetadataWalk.ReadEntry(reader.Message(), walk, metadata); break;
                default: throw reader.Unknown("a node");
            }
        }
        return node;
    }

    private void Add<T>(List<T> list, T item, string what)
    {
        walk.That(list.Count < walk.Policy.MaxArity, "nodes", $"node #{Count - 1} has more than {walk.Policy.MaxArity} {what}");
        list.Add(item);
    }

    private void CheckOperator(NodeParts node, string who)
    {
        string domain = node.Domain == "ai.onnx" ? "" : node.Domain;
        walk.That(
            walk.Policy.Domains.Contains(domain) && opsets.ContainsKey(domain), "domain",
            $"{who}: operator domain {Text.Quote(node.Domain)} is not accepted, expected only standard operators (ai.onnx)");
        walk.That(
            walk.Policy.Operators.Contains(node.Operator), "operator",
            $"{who}: operator {Text.Quote(node.Operator)} is not accepted (control flow, randomness, and what segmentation networks do not need are refused)");
        walk.That(node.Name.Length == 0 || _names.Add(node.Name), "names", $"{who}: this node name appears twice");
    }

    private void CheckValues(NodeParts node, string who)
    {
        walk.That(
            node.Operator == "Constant" || node.Inputs.Exists(i => i.Length > 0), "inputs", $"{who} has no input");
        foreach (string input in node.Inputs)
        {
            walk.That(
                input.Length == 0 || values.Contains(input), "inputs",
                $"{who}: input {Text.Quote(input)} is made by no node before it");
        }
        walk.That(node.Outputs.Count > 0 && node.Outputs[0].Length > 0, "outputs", $"{who} has no output");
        foreach (string output in node.Outputs)
        {
            walk.That(output.Length == 0 || values.Add(output), "names", $"{who}: output {Text.Quote(output)} exists already");
        }
    }
}
