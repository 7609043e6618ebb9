using System.Reflection;

using Pipeline.Inference;

namespace Segrun;

/// <summary>Version and commit of this program, from what the build stamped into it.</summary>
internal static class ProgramInfo
{
    private static readonly string Stamp =
        typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Such as <c>segrun 0.1.0+1a2b3c4…</c>.</summary>
    public static string Name => "segrun " + Stamp;

    /// <summary>Commit that it was built from; empty when the build had no repository.</summary>
    public static string Commit => Stamp.Split('+') is [_, string commit] ? commit : "";

    /// <summary>ONNX Runtime and its version.</summary>
    public static string Backend => OnnxRuntimeGuard.Name;
}
