using Pipeline.Bundles;

namespace Pipeline.Inference;

public sealed partial class Segmenter
{
    /// <summary>Opens a bundle folder, NAME, NAME/VERSION or a lone .onnx with a card inside.</summary>
    public static Segmenter Open(string model, SegmenterOptions? options = null)
    {
        options ??= new SegmenterOptions();
        return Open(Bundle.Open(model, options.ModelsRoot), options);
    }

    /// <summary>Opens a bundle that was read before.</summary>
    public static Segmenter Open(Bundle bundle, SegmenterOptions? options = null)
    {
        options ??= new SegmenterOptions();
        (OnnxRunner runner, string note) = DeviceChoice.Open(bundle, options);
        return new Segmenter(runner, bundle.Card, options) { DeviceNote = note };
    }
}
