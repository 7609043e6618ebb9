using System.Reflection;
using TorchSharp;

namespace Pipeline.Export;

/// <summary>Which implementation of TorchSharp's API this program runs on; recorded in every bundle.</summary>
public static class TorchBackend
{
    /// <summary>Name of the assembly ("TorchSharp" or the stand-in "SystemTorch") and the versions of it and of libtorch.</summary>
    public static string Description
    {
        get
        {
            AssemblyName assembly = typeof(torch).Assembly.GetName();
            return $"{assembly.Name} {assembly.Version?.ToString(3)} (libtorch {torch.__version__})";
        }
    }
}
