using Pipeline.Export;

namespace Pipeline.Contracts;

/// <summary>
/// Keeps every model that the contracts export in the folder <c>models</c> beside the tests, where tools/check_onnx.py looks at them
/// with the onnx package's own checker.
/// </summary>
internal static class ExportedModels
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>The bytes of a model, which are also written to a file of its name.</summary>
    public static byte[] Keep(OnnxModel model, string name)
    {
        byte[] bytes = model.ToBytes();
        Directory.CreateDirectory(Folder);
        string file = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'));
        File.WriteAllBytes(Path.Combine(Folder, file + ".onnx"), bytes);
        return bytes;
    }
}
