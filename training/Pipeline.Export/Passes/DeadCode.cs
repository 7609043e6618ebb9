namespace Pipeline.Export;

/// <summary>
/// Removes nodes whose results reach no output, and constants that no remaining node reads. Nodes have no side effects, so
/// the outputs are the same; nothing is ever declined.
/// </summary>
public sealed class DeadCode : IPass
{
    /// <inheritdoc/>
    public PassReport Apply(OnnxGraph graph)
    {
        HashSet<string> live = new(graph.Outputs.Select(output => output.Name), StringComparer.Ordinal);
        List<string> done = [];
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            if (node.Outputs.Exists(live.Contains))
            {
                live.UnionWith(node.Inputs);
                continue;
            }
            graph.Nodes.RemoveAt(i);
            node.Outputs.ForEach(name => graph.Values.Remove(name));
            done.Insert(0, node.Layer);
        }
        string[] unused = [.. graph.Initializers.Keys.Where(key => !live.Contains(key))];
        foreach (string key in unused)
        {
            graph.Initializers.Remove(key);
        }
        return new PassReport(nameof(DeadCode), [.. done, .. unused], []);
    }
}
