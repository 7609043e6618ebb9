using System.Reflection;
using System.Runtime.Loader;

namespace OnnxRuntimeNative.Tests;

/// <summary>Compiled where NuGet has the official package: the stand-in must be a part of it.</summary>
public class OfficialContractTests
{
    [Fact]
    public void Every_member_of_the_list_is_in_the_official_assembly()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "official", "Microsoft.ML.OnnxRuntime.dll");
        Assembly official = new AssemblyLoadContext("official").LoadFromAssemblyPath(path);
        HashSet<string> found = [.. official.GetExportedTypes().SelectMany(PublicSurface.Of)];
        Assert.Contains("disposable InferenceSession", found);
        string[] missing = [.. Contract.Lines.Where(line => !found.Contains(line))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }
}
