namespace Pipeline.Bundles.Tests;

/// <summary>The files of Golden/, copied beside the test program.</summary>
internal static class GoldenFiles
{
    public static string SmallUNet => At("small-unet-torch.onnx");

    public static string Sizes => At("sizes-torch.onnx");

    public static string Kinds => At("kinds-onnx.onnx");

    private static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);
}
