using System.Reflection;
using static TorchSharp.torch;

namespace Pipeline.Training.Devices;

/// <summary>What this program was built from and runs on, for configurations and cards.</summary>
public static class BuildFacts
{
    /// <summary>Commit of the source, "unknown" where the build did not know it.</summary>
    public static string Commit { get; } =
        Informational(typeof(BuildFacts).Assembly).Split('+') is [_, { Length: > 0 } commit] ? commit : "unknown";

    /// <summary>Version of Pipeline.</summary>
    public static string Version { get; } = Informational(typeof(BuildFacts).Assembly).Split('+')[0];

    /// <summary>"SystemTorch" (the stand-in over an installed libtorch) or "TorchSharp" (the official package).</summary>
    public static string Backend { get; } = typeof(Tensor).Assembly.GetName().Name ?? "unknown";

    public static string LibtorchVersion => __version__;

    public static IReadOnlyDictionary<string, string> Versions() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["backend"] = Backend,
        ["dotnet"] = Environment.Version.ToString(),
        ["libtorch"] = LibtorchVersion,
        ["pipeline"] = Version,
    };

    private static string Informational(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
