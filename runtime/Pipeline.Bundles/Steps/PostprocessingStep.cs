using System.Text.Json.Serialization;

namespace Pipeline.Bundles;

/// <summary>One named step on the label map, on the input's own grid. Applied in the card's order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(LargestComponentStep), "largest-component")]
public abstract record PostprocessingStep
{
    internal abstract void Validate(Check check, IReadOnlyList<LabelInfo> labels);
}
