using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules that are called one after the other; children are "0", "1", … or have their own names.</summary>
/// <remarks>Owns its modules. Intermediate results are disposed as soon as the next module has run.</remarks>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _entries = [];

    protected Sequential(params (string, nn.Module<Tensor, Tensor>)[] modules) : this()
    {
        foreach (var (key, module) in modules) append(key, module);
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this()
    {
        foreach (var module in modules) append(module);
    }

    internal Sequential() : base(nameof(Sequential)) { }

    public int Count => _entries.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _entries[index].Module;

    /// <summary>The modules from start up to but without end, the same objects under the same names.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int?, int?) index]
    {
        get
        {
            var (start, end) = (index.Item1 ?? 0, index.Item2 ?? Count);
            if (start < 0 || start > Count || end < 0 || end > Count)
                throw new ArgumentOutOfRangeException(nameof(index), $"Found range {start}..{end}, expected one within 0..{Count}.");

            var slice = new Sequential();
            for (var i = start; i < end; i++) slice.append(_entries[i].Name, _entries[i].Module);
            return slice;
        }
    }

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => this[((int?)index.Start.GetOffset(Count), (int?)index.End.GetOffset(Count))];

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        _entries.Add((name, module));
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{Count}", module);

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        var seen = new HashSet<nint>();
        foreach (var (child, module) in recurse ? named_children() : [])
        {
            foreach (var (key, parameter) in module.named_parameters())
            {
                if (seen.Add(parameter.Handle)) yield return ($"{child}.{key}", parameter);
            }
        }
    }

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
    {
        var seen = new HashSet<nint>();
        foreach (var (child, module) in recurse ? named_children() : [])
        {
            foreach (var (key, buffer) in module.named_buffers(true, include_persistent))
            {
                if (seen.Add(buffer.Handle)) yield return ($"{child}.{key}", buffer);
            }
        }
    }

    public override IEnumerable<(string name, nn.Module module)> named_children() =>
        _entries.Select(entry => (entry.Name, (nn.Module)entry.Module));

    public override IEnumerable<(string name, nn.Module module)> named_modules() => base.named_modules();

    public override Tensor forward(Tensor tensor)
    {
        if (_entries.Count == 0) return tensor.alias();
        var current = tensor;
        foreach (var (_, module) in _entries)
        {
            var next = module.call(current);
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next)) current.Dispose();
            current = next;
        }

        return current;
    }

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var (_, module) in named_children()) module.apply(fn);
        fn(this);
        return this;
    }

    public override void train(bool on = true) => base.train(on);

    public override void eval() => base.eval();
}
