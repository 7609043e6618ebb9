namespace Pipeline.Export;

/// <summary>
/// Computes at export what depends on no input: arithmetic between the exporter's own constants, and shapes whose sizes are
/// known, in the runtime's own precision (32-bit floats, 64-bit whole numbers).
/// </summary>
/// <remarks>
/// Weights are left alone, even where only constants meet (a transposed weight): they keep their state_dict key, and runtimes fold them
/// when they load the model. Declined where a size is free until the model runs.
/// </remarks>
public sealed class ConstantFolding : IPass
{
    /// <inheritdoc/>
    public PassReport Apply(OnnxGraph graph)
    {
        List<string> done = [], declined = [];
        foreach (Node node in graph.Nodes.ToArray())
        {
            if (graph.IsOutput(node.Outputs[0]))
            {
                continue;
            }
            Initializer? result = null;
            if (node.OpType == "Shape")
            {
                result = KnownShape(graph, node);
                if (result is null) { declined.Add($"{node.Layer}: {node.Outputs[0]} is known only when the model runs"); }
            }
            else if (node.Inputs.TrueForAll(input => IsOwn(graph, input)))
            {
                result = ConstantEvaluator.Evaluate(node, [.. node.Inputs.Select(input => graph.Initializers[input])]);
                if (result is null) { declined.Add($"{node.Layer}: {node.OpType} of constants is not computed at export"); }
            }
            if (result is not null)
            {
                Replace(graph, node, result);
                done.Add(node.Outputs[0]);
            }
        }
        return new PassReport(nameof(ConstantFolding), done, declined);
    }

    private static bool IsOwn(OnnxGraph graph, string input) =>
        input.StartsWith("const/", StringComparison.Ordinal) && graph.Initializers.ContainsKey(input);

    private static Initializer? KnownShape(OnnxGraph graph, Node node)
    {
        if (graph.Inputs.Find(input => input.Name == node.Inputs[0]) is not { } value && !graph.Values.TryGetValue(node.Inputs[0], out value))
        {
            return null;
        }
        int start = (int)((NodeAttribute.Int)node.Attributes["start"]).Value, end = (int)((NodeAttribute.Int)node.Attributes["end"]).Value;
        Dim[] sizes = [.. value.Shape.Take(start..end)];
        return Array.TrueForAll(sizes, size => size.Value is not null)
            ? Initializer.Of(node.Outputs[0], [sizes.Length], (ReadOnlySpan<long>)[.. sizes.Select(size => size.Value!.Value)])
            : null;
    }

    private static void Replace(OnnxGraph graph, Node node, Initializer result)
    {
        string name = $"const/{node.Outputs[0]}";
        graph.Initializers[name] = result with { Name = name };
        graph.Redirect(node.Outputs[0], name);
        graph.Nodes.Remove(node);
        graph.Values.Remove(node.Outputs[0]);
    }
}
