namespace Pipeline.Export;

/// <summary>Finds the state_dict in what a <c>.pt</c> file holds: itself, or one entry of a checkpoint.</summary>
/// <param name="Tensors">By key as in the file.</param>
/// <param name="Notes">What was taken and what was left out.</param>
internal sealed record StateDict(IReadOnlyDictionary<string, PtTensor> Tensors, IReadOnlyList<string> Notes)
{
    private const int MaxNamed = 8;

    /// <summary>Names that training programs give to the network's weights; taken in this order where a checkpoint has several state_dicts.</summary>
    private static readonly string[] UsualNames = ["state_dict", "model_state_dict", "model"];

    /// <summary>Finds it.</summary>
    /// <param name="root">What the pickle gave.</param>
    /// <param name="file">For messages.</param>
    public static StateDict Find(object? root, string file)
    {
        PickleDict checkpoint = root as PickleDict ?? throw new WeightsException(file, "holds no dict; expected a state_dict: torch.save(model.state_dict(), f).");
        string[] names = [.. checkpoint.Pairs.Where(pair => pair is { Key: string, Value: PickleDict { HasTensors: true } }).Select(pair => (string)pair.Key)];
        string? usual = UsualNames.FirstOrDefault(names.Contains);
        if (usual is null && checkpoint.HasTensors)
        {
            return Of(checkpoint, [], file);
        }
        string taken = usual ?? names switch
        {
            [string only] => only,
            [] => throw new WeightsException(file, $"holds no tensors, only {Names(checkpoint.Pairs.Keys)}; expected a state_dict."),
            _ => throw new WeightsException(file, $"holds {names.Length} state_dicts, {Names(names)}; expected one. Save it alone in Python: torch.save(torch.load(f)[{WeightsException.Quote(names[0])}], g)."),
        };
        object[] others = [.. checkpoint.Pairs.Keys.Where(key => !taken.Equals(key))];
        List<string> notes = [$"took the entry {WeightsException.Quote(taken)}{(others.Length > 0 ? $", left out {Names(others)}" : "")}"];
        return Of((PickleDict)checkpoint.Pairs[taken]!, notes, file);
    }

    private static StateDict Of(PickleDict dict, List<string> notes, string file)
    {
        Dictionary<string, PtTensor> tensors = new(StringComparer.Ordinal);
        List<object> others = [];
        foreach ((object key, object? value) in dict.Pairs)
        {
            if (value is not PtTensor tensor)
            {
                others.Add(key);
                continue;
            }
            tensors.Add(key as string ?? throw new WeightsException(file, $"has a tensor under the number {key}; expected names."), tensor);
        }
        if (others.Count > 0)
        {
            notes.Add($"left out {Names(others)}, no tensors");
        }
        return new StateDict(tensors, notes);
    }

    private static string Names(IEnumerable<object> keys)
    {
        object[] all = [.. keys];
        string names = string.Join(", ", all.Take(MaxNamed).Select(key => WeightsException.Quote($"{key}")));
        return all.Length > MaxNamed ? $"{names} and {all.Length - MaxNamed} more" : names.Length > 0 ? names : "nothing";
    }
}
