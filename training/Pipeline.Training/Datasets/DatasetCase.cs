using Pipeline.Bundles;

namespace Pipeline.Training.Datasets;

/// <summary>One volume of a data set.</summary>
/// <param name="Id">Unique within the data set, e.g. "patient001_frame12".</param>
/// <param name="Group">The patient: groups are never divided between the parts of a split.</param>
/// <param name="Images">Absolute path per modality, in no particular order.</param>
/// <param name="Label">Absolute path of the label map, null where there is none.</param>
public sealed record DatasetCase(string Id, string Group, IReadOnlyDictionary<string, string> Images, string? Label)
{
    /// <summary>The case as the runtime's cases file names it.</summary>
    public CaseEntry Entry => new() { Id = Id, Group = Group, Images = Images, Label = Label };
}
