using System.Globalization;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>A device as users write it: <c>auto</c>, <c>cpu</c>, <c>cuda[:n]</c>, <c>directml[:n]</c>; the same words in JSON.</summary>
public readonly record struct DeviceSpec(DeviceKind Kind, int Index = 0)
{
    /// <summary>The best device whose self-test passes.</summary>
    public static DeviceSpec Auto => new(DeviceKind.Auto);

    /// <summary>The processor.</summary>
    public static DeviceSpec Cpu => new(DeviceKind.Cpu);

    /// <summary>Reads the user's word; refuses anything else with the list of what is allowed.</summary>
    public static DeviceSpec Parse(string text)
    {
        string[] parts = text.Split(':');
        DeviceKind? kind = parts[0] switch
        {
            "auto" => DeviceKind.Auto,
            "cpu" => DeviceKind.Cpu,
            "cuda" => DeviceKind.Cuda,
            "directml" => DeviceKind.DirectML,
            _ => null,
        };
        int index = 0;
        bool indexAllowed = kind is DeviceKind.Cuda or DeviceKind.DirectML;
        bool wellFormed = parts.Length == 1
            || (parts.Length == 2 && indexAllowed && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index));
        return kind is { } known && wellFormed
            ? new DeviceSpec(known, index)
            : throw new UserInputException($"Device '{text}' is not known; expected auto, cpu, cuda, cuda:N, directml or directml:N.");
    }

    /// <summary>The user's word for this device.</summary>
    public override string ToString() => Kind switch
    {
        DeviceKind.Auto => "auto",
        DeviceKind.Cpu => "cpu",
        DeviceKind.Cuda => Index == 0 ? "cuda" : $"cuda:{Index}",
        _ => Index == 0 ? "directml" : $"directml:{Index}",
    };
}
