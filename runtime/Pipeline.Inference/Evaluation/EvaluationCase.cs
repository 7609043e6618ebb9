using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>A case with its truth.</summary>
/// <param name="Id">Unique name of the case.</param>
/// <param name="Group">The patient; intervals resample groups.</param>
/// <param name="Images">Image paths in the order of the card's modalities.</param>
/// <param name="Label">Path of the true label map.</param>
public sealed record EvaluationCase(string Id, string Group, IReadOnlyList<string> Images, string Label)
{
    /// <summary>The cases of a cases file for a model: every one needs a label and an image per modality.</summary>
    public static IReadOnlyList<EvaluationCase> From(CasesFile cases, Card card) => [.. cases.Cases.Select(entry => From(entry, card))];

    private static EvaluationCase From(CaseEntry entry, Card card)
    {
        if (entry.Label is null)
            throw new UserInputException($"Case {entry.Id} has no label, expected a label map to compare with; leave the case out.");
        string[] missing = [.. card.Modalities.Where(modality => !entry.Images.ContainsKey(modality))];
        if (missing.Length > 0 || entry.Images.Count != card.Modalities.Count)
        {
            throw new UserInputException(
                $"Case {entry.Id} has the images {string.Join(", ", entry.Images.Keys)}; the model {card.Name} expects {string.Join(", ", card.Modalities)}.");
        }

        return new EvaluationCase(entry.Id, entry.Group, [.. card.Modalities.Select(modality => entry.Images[modality])], entry.Label);
    }
}
