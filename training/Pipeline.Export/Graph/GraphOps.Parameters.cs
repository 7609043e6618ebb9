using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Parameter(Parameter p)
    {
        int i = _parameters.FindIndex(pair => ReferenceEquals(pair.Parameter, p));
        if (i < 0)
        {
            throw new ExportException("", $"found a parameter of shape {string.Join('×', p.shape)} that is not registered in the network; keep it in a field and call RegisterComponents().");
        }
        string key = _parameters[i].Key;
        return new Value(Weight(key, p, p.shape), ElementType.Float, [.. p.shape.Select(Dim.Fixed)]);
    }
}
