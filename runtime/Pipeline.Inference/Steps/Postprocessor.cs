using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>The card's post-processing steps, on the label map on the input's own grid.</summary>
public static class Postprocessor
{
    /// <summary>Applies <paramref name="steps"/> in order, in place.</summary>
    public static void Apply(Volume<ushort> labels, IReadOnlyList<PostprocessingStep> steps)
    {
        foreach (PostprocessingStep step in steps)
        {
            if (step is not LargestComponentStep largest)
                throw new UserInputException($"The card asks for the post-processing step '{step.GetType().Name}', which this version does not know; use a newer one.");
            ConnectedComponents.KeepLargest(labels, [.. largest.Labels.Select(label => checked((ushort)label))]);
        }
    }
}
