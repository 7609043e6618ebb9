namespace Pipeline.Export;

/// <summary>A dict or OrderedDict of a pickle, in the order of the file. Keys are text (string) or whole numbers (long), each once.</summary>
internal sealed class PickleDict
{
    private Dictionary<object, object?>? _pairs;

    public IReadOnlyDictionary<object, object?> Pairs => _pairs ??= [];

    /// <summary>Whether a value is a tensor. Known from adding: many names may stand for one large dict, which is not searched for each.</summary>
    public bool HasTensors { get; private set; }

    /// <summary>False when the key is there already.</summary>
    public bool TryAdd(object key, object? value)
    {
        HasTensors |= value is PtTensor;
        return (_pairs ??= []).TryAdd(key, value);
    }
}
