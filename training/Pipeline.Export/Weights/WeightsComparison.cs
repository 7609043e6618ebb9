namespace Pipeline.Export;

/// <summary>Two state_dicts key by key, keys of either in ordinal order.</summary>
public static class WeightsComparison
{
    /// <summary>Compares what two files hold; their order of keys does not matter.</summary>
    public static IReadOnlyList<KeyComparison> Of(WeightsFile first, WeightsFile second) =>
    [
        .. first.Tensors.Keys.Union(second.Tensors.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => KeyComparison.Of(key, first.Tensors.GetValueOrDefault(key), second.Tensors.GetValueOrDefault(key))),
    ];
}
