using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>Weight files by their extension: <c>.safetensors</c>, or <c>.pt</c> and <c>.pth</c>. The one place that chooses.</summary>
public static class Weights
{
    /// <summary>What torch puts before every key of a network that was trained by several devices, or compiled.</summary>
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    /// <summary>Reads a file and takes off a wrapper's prefix that all keys have; what was changed stands in the notes.</summary>
    /// <exception cref="WeightsException">The file is not there, breaks its format, or its extension is unknown.</exception>
    public static WeightsFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new WeightsException(path, "cannot be read: no such file.");
        }
        WeightsFile file = IsPt(path) ? PtTensors.Load(path) : SafeTensors.Load(path);
        while (Array.Find(Wrappers, prefix => file.Tensors.Count > 0 && file.Tensors.Keys.All(key => key.StartsWith(prefix, StringComparison.Ordinal))) is { } found)
        {
            file = file with
            {
                Tensors = file.Tensors.ToDictionary(pair => pair.Key[found.Length..], pair => pair.Value, StringComparer.Ordinal),
                Notes = [.. file.Notes, $"stripped '{found}' from all {file.Tensors.Count} keys"],
            };
        }
        return file;
    }

    /// <summary>Writes a file beside the target and renames it. Text entries are kept by safetensors; <c>.pt</c> has no place for them.</summary>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (IsPt(path))
        {
            PtTensors.Save(path, tensors);
        }
        else
        {
            SafeTensors.Save(path, tensors, metadata);
        }
    }

    /// <summary>Whether the extension is torch's; refuses those that are neither.</summary>
    public static bool IsPt(string path)
    {
        string extension = Path.GetExtension(path);
        return extension switch
        {
            ".pt" or ".pth" => true,
            ".safetensors" => false,
            _ => throw new WeightsException(path, $"the extension '{extension}' is unknown; expected .safetensors, .pt or .pth."),
        };
    }

    /// <summary>Short name of an element type, as in safetensors: F32, BF16, I64, U8, BOOL, ….</summary>
    public static string TypeName(ScalarType type) => ElementTypes.WordOf(type);
}
