using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds libsystemtorch.so: the file that SYSTEMTORCH_LIB names, otherwise the one beside the program.</summary>
internal static class NativeLoader
{
    internal const string LibraryName = "systemtorch";

    private const string FileName = "libsystemtorch.so";

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != LibraryName) return 0;
        var named = Environment.GetEnvironmentVariable("SYSTEMTORCH_LIB");
        return Load(string.IsNullOrEmpty(named) ? Path.Combine(AppContext.BaseDirectory, FileName) : named);
    }

    /// <summary>Loads the library at <paramref name="path"/> or says what is missing and what to do.</summary>
    internal static nint Load(string path)
    {
        if (!File.Exists(path))
            throw new DllNotFoundException($"{path} is not there: SystemTorch's native half has not been built. Run ./build.sh Setup (it needs g++ and libtorch's headers), then build again.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"{path} does not load: libtorch is missing or is another version than the one it was built for. Run ./build.sh Setup to build it again. The loader said: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
