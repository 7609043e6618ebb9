using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Segrun.Tests;

public class AssembliesTests
{
    private static readonly Dictionary<string, string[]> References = Closure("segrun");

    [Fact]
    public void Nothing_that_segrun_refers_to_knows_torch() =>
        Assert.DoesNotContain(References.Keys.Concat(References.Values.SelectMany(r => r)), name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_torch_library_lies_beside_segrun() => Assert.DoesNotContain(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
        name => name!.Contains("torch", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Onnx_runtime_is_known_to_the_inference_library_alone() => Assert.Equal(
        ["Pipeline.Inference"],
        References.Where(r => r.Value.Any(name => name.Contains("OnnxRuntime", StringComparison.Ordinal))).Select(r => r.Key).Where(name => !name.Contains("OnnxRuntime", StringComparison.Ordinal)));

    [Fact]
    public void The_libraries_below_depend_in_one_direction()
    {
        Assert.DoesNotContain("Pipeline.Inference", References["Pipeline.Bundles"]);
        Assert.DoesNotContain("Pipeline.Imaging", References["Pipeline.Bundles"]);
        Assert.DoesNotContain("Pipeline.Bundles", References["Pipeline.Imaging"]);
        Assert.Contains("Pipeline.Bundles", References["Pipeline.Inference"]);
        Assert.Contains("Pipeline.Imaging", References["Pipeline.Inference"]);
    }

    /// <summary>References of every assembly of ours and of packages that can be reached, read from the files without loading them.</summary>
    private static Dictionary<string, string[]> Closure(string root)
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out string? name))
        {
            string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            if (found.ContainsKey(name) || !File.Exists(path))
                continue;
            using var file = new PEReader(File.OpenRead(path));
            MetadataReader metadata = file.GetMetadataReader();
            found[name] = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
            foreach (string reference in found[name])
                open.Enqueue(reference);
        }

        return found;
    }
}
