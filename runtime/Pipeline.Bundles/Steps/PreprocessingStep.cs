using System.Text.Json.Serialization;

namespace Pipeline.Bundles;

/// <summary>One named step that turns an image as read from disk into what the network sees. Applied in the card's order, per modality.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(ResampleInPlaneStep), "resample-in-plane")]
[JsonDerivedType(typeof(ClipPercentilesStep), "clip-percentiles")]
[JsonDerivedType(typeof(ZScoreStep), "z-score")]
[JsonDerivedType(typeof(RescaleStep), "rescale")]
public abstract record PreprocessingStep
{
    internal abstract void Validate(Check check);
}
