using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// Finds the C library beside the program or under <c>runtimes/RID/native</c>, always by full path: neither the working
/// directory nor PATH takes part, and Windows' own older onnxruntime.dll is never met.
/// </summary>
internal static class OrtLibrary
{
    internal const string Name = "onnxruntime";

    /// <summary>File name as in the official package.</summary>
    internal static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    internal static string Rid =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    internal static IEnumerable<string> Candidates(string folder)
    {
        yield return Path.Combine(folder, FileName);
        yield return Path.Combine(folder, "runtimes", Rid, "native", FileName);
    }

    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Name)
            return IntPtr.Zero;
        string? path = Candidates(AppContext.BaseDirectory).FirstOrDefault(File.Exists);
        return path is null
            ? throw new DllNotFoundException($"Found no {FileName}; expected {string.Join(" or ", Candidates(AppContext.BaseDirectory))}.")
            : NativeLibrary.Load(path);
    }
}
