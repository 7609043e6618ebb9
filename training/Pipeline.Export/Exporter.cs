using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>Turns a network into an ONNX model by running it over graph values: no example input, no tracing.</summary>
public static class Exporter
{
    private static readonly string[] SpatialAxes = ["D", "H", "W"];

    /// <summary>Exports a network in evaluation mode; batch and spatial sizes stay free ("N", "D", "H", "W").</summary>
    /// <exception cref="ExportException">The network is in training mode or uses something that ONNX cannot say.</exception>
    public static OnnxModel ToOnnx(ExportableNetwork network, ExportOptions? options = null)
    {
        options ??= ExportOptions.Default;
        if (network.training)
        {
            throw new ExportException("", $"{network.GetName()} is in training mode; call eval() before exporting.");
        }
        OnnxGraph graph = new(network.GetName());
        using (DisposeScope scope = NewDisposeScope())
        using (no_grad())
        {
            Trace(network, graph, options);
        }
        List<IPass> passes = [new DeadCode(), new ConstantFolding(), new Pruning()];
        if (options.FoldBatchNorm)
        {
            passes.Add(new BatchNormFolding());
        }
        passes.Add(new DeadCode());
        return new OnnxModel(graph, options.Opset, [.. passes.Select(pass => pass.Apply(graph))]);
    }

    private static void Trace(ExportableNetwork network, OnnxGraph graph, ExportOptions options)
    {
        Signature signature = network.Signature;
        Dim[] shape = InputShape(network, options.FixedShape);
        graph.Inputs.AddRange(signature.Inputs.Select(name => new Value(name, ElementType.Float, shape)));
        IReadOnlyList<Value> results = network.Run(new GraphOps(network, graph, options), [.. graph.Inputs]);
        if (results.Count != signature.Outputs.Count)
        {
            throw new ExportException("", $"{network.GetName()} gave {results.Count} output(s), its signature names {signature.Outputs.Count}.");
        }
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        foreach ((string name, Value result) in signature.Outputs.Zip(results))
        {
            NameOutput(graph, name, result, named);
        }
        if (signature.Inputs.FirstOrDefault(graph.Values.ContainsKey) is { } taken)
        {
            throw new ExportException(taken, "found a layer with the name of an input; rename the field or the input in the signature.");
        }
    }

    /// <summary>The shape asked for, or the only one of the network, or symbols.</summary>
    private static Dim[] InputShape(ExportableNetwork network, IReadOnlyList<int>? asked)
    {
        Signature signature = network.Signature;
        if (asked is not null && (asked.Count != signature.Dimensions + 1 || asked.Any(size => size < 1)))
        {
            throw new ExportException("", $"found fixed shape {string.Join('×', asked)}, expected the batch and {signature.Dimensions} sizes, all above 0.");
        }
        IReadOnlyList<int>? all = asked is null ? signature.FixedShape : [asked[0], signature.InputChannels, .. asked.Skip(1)];
        return all is not null
            ? [.. all.Select(size => Dim.Fixed(size))]
            : [Dim.Named("N"), Dim.Fixed(signature.InputChannels),
                .. SpatialAxes[^signature.Dimensions..].Select(axis => Dim.Named(axis, signature.Divisibility))];
    }

    /// <summary>Gives a result its public name; its layer stays in the node. A result that has one already, or an input, is passed on.</summary>
    private static void NameOutput(OnnxGraph graph, string name, Value result, Dictionary<string, string> named)
    {
        if (name != result.Name && graph.Values.ContainsKey(name))
        {
            throw new ExportException(name, "found a layer with the name of an output that it does not give; rename the field or the output in the signature.");
        }
        if (named.TryGetValue(result.Name, out string? first) || graph.Producer(result.Name) is not { } producer)
        {
            graph.Nodes.Add(new Node("Identity", name, [first ?? result.Name], [name]));
        }
        else
        {
            producer.Outputs[producer.Outputs.IndexOf(result.Name)] = name;
            graph.Redirect(result.Name, name);
            graph.Values.Remove(result.Name);
            named[result.Name] = name;
        }
        Value output = result with { Name = name };
        graph.Outputs.Add(output);
        graph.Values[name] = output;
    }
}
