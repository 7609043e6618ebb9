namespace Pipeline.Training.Preparation;

/// <summary>A case as it leaves the preparer. Regimes never see this type: they get <see cref="ImageCase"/> or <see cref="LabelledCase"/>.</summary>
/// <param name="Image">The prepared channels.</param>
/// <param name="Labels">Class indices on the prepared grid, null where labels were not read.</param>
/// <param name="Facts">What the case looked like before.</param>
/// <param name="ContentHash">Hashes of the files that were read.</param>
public sealed record PreparedCase(ImageCase Image, byte[]? Labels, CaseFacts Facts, string ContentHash)
{
    public LabelledCase Labelled() =>
        new(Image, Labels ?? throw new InvalidOperationException($"{Image.Id}: labels were not read"));
}
