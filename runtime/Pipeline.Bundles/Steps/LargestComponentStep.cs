namespace Pipeline.Bundles;

/// <summary>Keeps, for each listed label by itself, its largest 26-connected component and turns the rest into background.</summary>
public sealed record LargestComponentStep : PostprocessingStep
{
    /// <summary>Label values that are cleaned.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    internal override void Validate(Check check, IReadOnlyList<LabelInfo> labels)
    {
        for (int i = 0; i < Labels.Count; i++)
        {
            int value = Labels[i];
            check.That(
                value != 0 && labels.Any(l => l.Value == value), $"labels[{i}]",
                $"found {value}, expected a foreground label of this card");
        }
    }
}
