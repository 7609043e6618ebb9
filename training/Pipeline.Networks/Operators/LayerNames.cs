using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Pipeline.Networks;

/// <summary>
/// Gives every operator call of one run a unique name that all interpreters agree on: the module's path in the network
/// ("Conv1.conv.0"), or for an operator without a module the enclosing block and the operator ("Conv1/Relu").
/// The second call under the same name gets "#2".
/// </summary>
public sealed class LayerNames
{
    private readonly Dictionary<nn.Module, string> _paths = new(ReferenceComparer.Instance);
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly Stack<string> _blocks = new();

    /// <summary>Names for one run of this network; make a new object for the next run.</summary>
    public LayerNames(nn.Module root)
    {
        foreach ((string path, nn.Module module) in root.named_modules())
        {
            _paths.TryAdd(module, path);
        }
        _paths[root] = "";
    }

    /// <summary>The module's path, which is the prefix of its keys in the network's state_dict.</summary>
    public string PathOf(nn.Module module) => _paths.TryGetValue(module, out string? path)
        ? path
        : throw new ArgumentException(
            $"Found a {module.GetName()} that is not registered in the network; keep it in a field and call RegisterComponents().");

    /// <summary>Enters a block until the result is disposed.</summary>
    public IDisposable Enter(nn.Module block)
    {
        _blocks.Push(PathOf(block));
        return new Leave(_blocks);
    }

    /// <summary>The name of the next operator call.</summary>
    public string Next(string operatorName, nn.Module? module = null)
    {
        string name = module is not null ? PathOf(module)
            : _blocks.TryPeek(out string? block) && block.Length > 0 ? $"{block}/{operatorName}"
            : operatorName;
        int call = _calls[name] = _calls.GetValueOrDefault(name) + 1;
        return call == 1 ? name : $"{name}#{call}";
    }

    private sealed class Leave(Stack<string> blocks) : IDisposable
    {
        public void Dispose() => blocks.Pop();
    }

    // TorchSharp's modules may define equality; a name belongs to the object.
    private sealed class ReferenceComparer : IEqualityComparer<nn.Module>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(nn.Module? x, nn.Module? y) => ReferenceEquals(x, y);

        public int GetHashCode(nn.Module obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
