namespace Pipeline.Inference;

/// <summary>
/// The kernels that ONNX Runtime makes of a graph on the processor. Convolutions and poolings work on tensors whose channels are
/// blocked, and so do the operators between them that keep the layout; where another operator needs the plain form, or a
/// convolution gets it, a copy is made. Activations become part of their convolution; reshapes and the like copy nothing.
/// </summary>
internal sealed class ExecutionPlan
{
    /// <summary>Fewest channels that are blocked, and what a blocked tensor's channels are rounded up to (AVX-512).</summary>
    private const int Fewest = 8, Block = 16;

    private readonly IReadOnlyDictionary<string, TensorFacts> _facts;
    private readonly HashSet<string> _stored;
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _blocked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _convolved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _copied = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _copiedAtOnce;
    private readonly List<ExecutionStep> _steps = [];

    private ExecutionPlan(IReadOnlyDictionary<string, TensorFacts> facts, IEnumerable<string> stored, IReadOnlySet<string> copiedAtOnce)
    {
        _facts = facts;
        _stored = new HashSet<string>(stored, StringComparer.Ordinal);
        _copiedAtOnce = copiedAtOnce;
    }

    /// <summary>The kernels in order. Tensors are named by what they hold; a blocked copy has a name of its own.</summary>
    public static IReadOnlyList<ExecutionStep> Of(
        IReadOnlyList<GraphNode> nodes, string input, IReadOnlyList<string> outputs, IReadOnlyDictionary<string, TensorFacts> facts, IEnumerable<string> stored)
    {
        // Copies to the plain form are made right behind the tensor itself, so a first round finds out which are needed.
        ExecutionPlan first = new(facts, stored, new HashSet<string>(StringComparer.Ordinal));
        first.Lay(nodes, input, outputs);
        ExecutionPlan plan = new(facts, stored, first._copied);
        plan.Lay(nodes, input, outputs);
        return plan._steps;
    }

    private void Lay(IReadOnlyList<GraphNode> nodes, string input, IReadOnlyList<string> outputs)
    {
        _plain[input] = input;
        foreach (string name in nodes.SelectMany(node => node.Inputs).Concat(outputs))
            _readers[name] = _readers.GetValueOrDefault(name) + 1;
        foreach (GraphNode node in nodes)
        {
            Add(node);
            foreach (string name in node.Outputs.Where(_copiedAtOnce.Contains))
                Plain(name);
        }

        string[] results = [.. outputs.Select(Plain)];
        _steps.Add(new ExecutionStep(results, [], 0));
    }

    private void Add(GraphNode node)
    {
        string[] inputs = [.. node.Inputs.Where(name => name.Length > 0 && !_stored.Contains(name))];
        if (inputs.Length == 0)
            return; // of constants alone: computed when the model is opened
        string output = node.Outputs[0];
        if (IsConvolution(node))
        {
            bool few = _facts[inputs[0]].Shape[1] < Fewest; // read as they are
            Step([few ? Plain(inputs[0]) : Blocked(inputs[0]), .. inputs[1..].Select(Plain)], node, blocked: true);
            _convolved.Add(output);
        }
        else if (IsActivation(node) && _convolved.Contains(inputs[0]) && _readers[inputs[0]] == 1)
        {
            _blocked[output] = _blocked[inputs[0]];
        }
        else if (IsPooling(node) || (KeepsBlocks(node) && node.Inputs.Where(name => name.Length > 0).Take(node.Operator == "Resize" ? 1 : int.MaxValue).All(_blocked.ContainsKey)))
        {
            Step([.. inputs.Select(Blocked)], node, blocked: true);
        }
        else if (node.Operator is "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" or "Identity")
        {
            _plain[output] = Plain(inputs[0]);
        }
        else
        {
            Step([.. inputs.Select(Plain)], node, blocked: false);
        }
    }

    private void Step(string[] reads, GraphNode node, bool blocked)
    {
        List<(string, double)> makes = [];
        foreach (string name in node.Outputs.Where(name => name.Length > 0))
        {
            string made = blocked ? name + " blocked" : name;
            (blocked ? _blocked : _plain)[name] = made;
            makes.Add((made, blocked ? BlockedBytes(name) : _facts[name].Bytes));
        }

        _steps.Add(new ExecutionStep(reads, makes, Workspace(node)));
    }

    private string Plain(string name)
    {
        if (!_plain.TryGetValue(name, out string? plain))
        {
            plain = _plain[name] = name;
            if (_blocked.TryGetValue(name, out string? blocked))
            {
                _copied.Add(name);
                _steps.Add(new ExecutionStep([blocked], [(plain, _facts[name].Bytes)], 0));
            }
        }

        return plain;
    }

    private string Blocked(string name)
    {
        if (!_blocked.TryGetValue(name, out string? blocked))
        {
            string plain = Plain(name);
            blocked = _blocked[name] = name + " blocked";
            _steps.Add(new ExecutionStep([plain], [(blocked, BlockedBytes(name))], 0));
        }

        return blocked;
    }

    private double BlockedBytes(string name)
    {
        TensorFacts facts = _facts[name];
        return facts.Bytes / Math.Max(1, facts.Shape[1]) * ((facts.Shape[1] + Block - 1) / Block * Block);
    }

    private bool IsConvolution(GraphNode node)
    {
        if (node.Operator != "Conv" || _facts[node.Inputs[0]].Shape.Length != 4 || node.Inputs.Count < 2 || !_stored.Contains(node.Inputs[1]))
            return false;
        long channels = _facts[node.Inputs[0]].Shape[1];
        return channels < Fewest || channels % 4 == 0;
    }

    private bool IsPooling(GraphNode node) =>
        node.Operator is "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool" && IsWhole(node.Inputs[0]);

    /// <summary>Four axes and whole blocks of channels.</summary>
    private bool IsWhole(string name) => _facts[name].Shape is [_, long channels, _, _] && channels % Fewest == 0;

    private static bool IsActivation(GraphNode node) => node.Operator is "Relu" or "Sigmoid" or "Tanh" or "LeakyRelu" or "HardSigmoid" or "Clip";

    private bool KeepsBlocks(GraphNode node) => node.Operator switch
    {
        "Add" or "Sum" or "Mul" => node.Inputs.All(name => _facts[name].Shape.SequenceEqual(_facts[node.Outputs[0]].Shape)),
        "Concat" => node.Integer("axis", 0) == 1 && node.Inputs.All(IsWhole),
        "Resize" => node.Inputs.Count == 3 && IsWhole(node.Inputs[0]),
        _ => IsActivation(node),
    };

    /// <summary>Bytes that a kernel takes for itself, where that is much.</summary>
    private double Workspace(GraphNode node)
    {
        TensorFacts? x = node.Inputs.Count > 0 ? _facts.GetValueOrDefault(node.Inputs[0]) : null;
        TensorFacts? w = node.Inputs.Count > 1 ? _facts.GetValueOrDefault(node.Inputs[1]) : null;
        return node.Operator switch
        {
            // One image's columns: outputs per group × kernel × input pixels.
            "ConvTranspose" when x is not null && w is not null => Product(w.Shape[1..]) * Product(x.Shape[2..]) * sizeof(float),
            // One image's columns: inputs × kernel × output pixels.
            "DeformConv" when w is not null => Product(w.Shape[1..]) * Product(_facts[node.Outputs[0]].Shape[2..]) * sizeof(float),
            // Over another axis than the last: input and output turned.
            "Softmax" or "LogSoftmax" when x is not null && node.Integer("axis", -1) is not -1 and { } axis && axis != x.Shape.Length - 1 => 2 * x.Bytes,
            _ => 0,
        };
    }

    private static double Product(long[] sizes) => sizes.Aggregate(1.0, (product, size) => product * size);
}
