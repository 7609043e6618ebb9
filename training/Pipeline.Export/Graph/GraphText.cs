namespace Pipeline.Export;

/// <summary>Prints a graph for people: one line per input, node and output, with shapes and layers.</summary>
public static class GraphText
{
    /// <summary>Writes the graph; the text depends on nothing but the graph.</summary>
    public static void Write(TextWriter writer, OnnxGraph graph)
    {
        writer.WriteLine($"graph {graph.Name}");
        foreach (Value input in graph.Inputs)
        {
            writer.WriteLine($"  input  {input} {input.Type}");
        }
        foreach (Node node in graph.Nodes)
        {
            string attributes = string.Concat(node.Attributes.Select(pair => $" {pair.Key}={pair.Value}"));
            writer.WriteLine($"  {Result(graph, node)} = {node.OpType}({string.Join(", ", node.Inputs)}){attributes}  # {node.Layer}");
        }
        foreach (Value output in graph.Outputs)
        {
            writer.WriteLine($"  output {output} {output.Type}");
        }
        long numbers = graph.Initializers.Values.Sum(constant => constant.Shape.Aggregate(1L, (product, size) => product * size));
        writer.WriteLine($"  {graph.Nodes.Count} nodes, {graph.Initializers.Count} constants with {numbers} numbers");
    }

    private static string Result(OnnxGraph graph, Node node) => string.Join(
        ", ", node.Outputs.Select(name => graph.Values.TryGetValue(name, out Value? value) ? value.ToString() : name));
}
