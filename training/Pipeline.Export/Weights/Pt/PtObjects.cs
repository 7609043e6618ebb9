using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>What the pickle of a <c>.pt</c> file may name and what becomes of it: storages and tensors as checked descriptions, no numbers read yet.</summary>
internal sealed class PtObjects(PtArchive archive, string file)
{
    /// <summary>A <see cref="PickleCallable"/>, or the element type of a storage class.</summary>
    public object Global(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => PickleCallable.OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2") => PickleCallable.RebuildTensor,
        ("torch._utils", "_rebuild_parameter") => PickleCallable.RebuildParameter,
        ("torch", "Size") => PickleCallable.Size,
        ("torch", _) when ElementTypes.OfStorage(name) is { } type => type,
        _ => throw Refuse($"wants {WeightsException.Quote($"{module} {name}")}, which is refused: only tensors and plain values are read. "
            + "Save the weights alone in Python: torch.save(model.state_dict(), f)"),
    };

    /// <summary>The persistent id ("storage", class, key, location, elements); the location (cpu, cuda:0) does not matter here.</summary>
    public PtStorage Storage(object? id)
    {
        if (id is not object?[] tuple || tuple is not ["storage", ScalarType type, string key, string, long count])
        {
            throw Refuse("has a persistent id that is no storage");
        }
        PtStorage storage = new(key, type, count);
        Int128 bytes = (Int128)count * ElementTypes.BytesOf(type);
        long found = archive.BytesOf(storage.Entry) ?? throw Refuse($"names storage {WeightsException.Quote(key)}, the file has no entry {WeightsException.Quote(storage.Entry)}");
        return bytes == found
            ? storage
            : throw Refuse($"says that storage {WeightsException.Quote(key)} has {count} × {type}, {bytes} bytes; its entry has {found}");
    }

    /// <summary>The result of a call.</summary>
    public object Make(PickleCallable callable, object?[] arguments) => (callable, arguments) switch
    {
        (PickleCallable.OrderedDict, []) => new PickleDict(),
        (PickleCallable.Size, [object?[] sizes]) => sizes,
        // tensor, requires_grad, hooks
        (PickleCallable.RebuildParameter, [PtTensor tensor, bool, _]) => tensor,
        // storage, offset, sizes, strides, requires_grad, hooks, and in newer versions metadata (a dict)
        (PickleCallable.RebuildTensor, [PtStorage storage, long offset, object?[] sizes, object?[] strides, bool, _, ..]) when arguments.Length <= 7 =>
            Tensor(new PtTensor(storage, offset, Numbers(sizes), Numbers(strides))),
        _ => throw Refuse($"calls {callable} with arguments that it does not have"),
    };

    private PtTensor Tensor(PtTensor tensor) => tensor.Fault() is { } fault ? throw Refuse($"has a {fault}") : tensor;

    private long[] Numbers(object?[] values) => [.. values.Select(value => value as long? ?? throw Refuse("has a shape that is not made of whole numbers"))];

    private WeightsException Refuse(string what) => new(file, $"data.pkl {what}.");
}
