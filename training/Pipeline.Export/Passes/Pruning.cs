namespace Pipeline.Export;

/// <summary>
/// Removes nodes that return their input: Identity, a concatenation of one value, a transposition that moves nothing, a padding of
/// zero, a resize by one, a product with one. Readers get the input instead.
/// </summary>
/// <remarks>Declined for a value that leaves the graph: an output keeps its own name and node.</remarks>
public sealed class Pruning : IPass
{
    /// <inheritdoc/>
    public PassReport Apply(OnnxGraph graph)
    {
        List<string> done = [], declined = [];
        foreach (Node node in graph.Nodes.ToArray().Where(node => ReturnsItsInput(graph, node)))
        {
            if (graph.IsOutput(node.Outputs[0]))
            {
                declined.Add($"{node.Layer}: {node.OpType} changes nothing, but gives the output {node.Outputs[0]}");
                continue;
            }
            graph.Redirect(node.Outputs[0], node.Inputs[0]);
            graph.Nodes.Remove(node);
            graph.Values.Remove(node.Outputs[0]);
            done.Add(node.Layer);
        }
        return new PassReport(nameof(Pruning), done, declined);
    }

    private static bool ReturnsItsInput(OnnxGraph graph, Node node) => node.OpType switch
    {
        "Identity" => true,
        "Concat" => node.Inputs.Count == 1,
        "Transpose" => node.Attributes["perm"] is NodeAttribute.Ints order && order.Values.Select((axis, i) => axis == i).All(same => same),
        "Pad" => graph.Initializers.TryGetValue(node.Inputs[1], out Initializer? pads) && pads.Longs().ToArray().All(border => border == 0),
        "Resize" => graph.Initializers.TryGetValue(node.Inputs[2], out Initializer? scales) && scales.Floats().ToArray().All(scale => scale == 1),
        "Mul" => graph.Initializers.TryGetValue(node.Inputs[1], out Initializer? factor) && factor is { Shape.Count: 0, Type: ElementType.Float } && factor.Floats()[0] == 1,
        _ => false,
    };
}
