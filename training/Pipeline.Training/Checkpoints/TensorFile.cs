using Pipeline.Export;
using static TorchSharp.torch;

namespace Pipeline.Training.Checkpoints;

/// <summary>A module's state_dict, or raw bytes, as a safetensors file; written whole and flushed to disk.</summary>
internal static class TensorFile
{
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        SafeTensors.Write(stream, tensors);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies the file's tensors into <paramref name="module"/>; names and shapes must be the same.</summary>
    public static void Load(string path, nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var file = SafeTensors.Load(path);
        var stored = file.Tensors;
        var targets = module.state_dict();
        foreach (var (key, target) in targets)
        {
            if (!stored.TryGetValue(key, out var source))
            {
                throw new InvalidDataException($"{path}: '{key}' is missing; the file belongs to another network");
            }
            if (!source.shape.AsSpan().SequenceEqual(target.shape))
            {
                throw new InvalidDataException(
                    $"{path}: '{key}' is [{string.Join(',', source.shape)}], expected [{string.Join(',', target.shape)}]; the file belongs to another network");
            }
            target.copy_(source);
        }
        if (stored.Count != targets.Count)
        {
            throw new InvalidDataException($"{path}: holds {stored.Count} tensors, expected {targets.Count}; the file belongs to another network");
        }
    }

    /// <summary>Bytes as one uint8 tensor named "state".</summary>
    public static void WriteBytes(string path, byte[] bytes)
    {
        using var state = tensor(bytes, [bytes.Length], ScalarType.Byte);
        Write(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["state"] = state });
    }

    public static byte[] ReadBytes(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafeTensors.Load(path);
        return file.Tensors["state"].data<byte>().ToArray();
    }
}
