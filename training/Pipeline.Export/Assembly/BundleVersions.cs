using System.Runtime.InteropServices;
using Pipeline.Bundles;
using Pipeline.Inference;

namespace Pipeline.Export;

/// <summary>Versions of what made a bundle, under fixed keys of the card.</summary>
internal static class BundleVersions
{
    /// <summary>The card with the versions of this process; entries of other keys stay.</summary>
    public static Card AddTo(Card card)
    {
        SortedDictionary<string, string> versions = new(StringComparer.Ordinal);
        foreach ((string key, string version) in card.Versions)
        {
            versions[key] = version;
        }
        versions["torch"] = TorchBackend.Description;
        versions["onnxruntime"] = OnnxRuntimeGuard.Name;
        versions["dotnet"] = RuntimeInformation.FrameworkDescription;
        versions["os"] = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}";
        return card with { Versions = versions };
    }
}
