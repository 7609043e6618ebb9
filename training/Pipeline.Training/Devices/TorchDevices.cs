using System.Globalization;
using Pipeline.Bundles;
using Pipeline.Inference;
using static TorchSharp.torch;

namespace Pipeline.Training.Devices;

/// <summary>Names of devices, the same words as at inference: auto, cpu, cuda, cuda:n.</summary>
public static class TorchDevices
{
    /// <summary>What "auto" is here; a named device that cannot be had is an error.</summary>
    public static string Resolve(string name)
    {
        if (name == "cpu") return "cpu";
        if (name == "auto") return cuda.is_available() ? "cuda:0" : "cpu";
        var index = name == "cuda" ? 0
            : name.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
            : throw new UserInputException($"--device {name}: expected auto, cpu, cuda or cuda:n");
        if (!cuda.is_available())
        {
            throw new DeviceUnavailableException($"--device {name}: this build of the tensor library sees no CUDA device; use --device cpu, or set up a CUDA build");
        }
        var count = cuda.device_count();
        return index < count
            ? $"cuda:{index}"
            : throw new DeviceUnavailableException($"--device {name}: found {count} CUDA device{(count == 1 ? "" : "s")}; expected an index below {count}");
    }

    public static IReadOnlyList<string> Available() =>
        ["cpu", .. cuda.is_available() ? Enumerable.Range(0, cuda.device_count()).Select(i => $"cuda:{i}") : []];

    public static Device Open(string resolved) => device(resolved);
}
