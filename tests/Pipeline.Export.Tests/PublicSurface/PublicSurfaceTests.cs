using System.Reflection;
using System.Text;
using Pipeline.Networks;
using SystemTorch.Tests.Conformance;

namespace Pipeline.Export.Tests;

/// <summary>What users of the two libraries compile against: a change is made on purpose, in the golden file, in the same commit.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_golden_file()
    {
        StringBuilder text = new();
        foreach (Assembly assembly in new[] { typeof(MiUNet).Assembly, typeof(Exporter).Assembly })
        {
            text.Append("# ").Append(assembly.GetName().Name).Append('\n');
            foreach ((string type, List<string> members) in SignatureDump.Of(assembly).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                text.Append("### ").Append(type).Append('\n');
                members.Order(StringComparer.Ordinal).ToList().ForEach(member => text.Append("    ").Append(member).Append('\n'));
            }
        }
        string found = Path.Combine(AppContext.BaseDirectory, "public-surface.found.txt");
        File.WriteAllText(found, text.ToString());
        string[] expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "public-surface.txt")), lines = File.ReadAllLines(found);
        string[] gone = [.. expected.Except(lines).Take(3)], added = [.. lines.Except(expected).Take(3)];
        Assert.True(expected.SequenceEqual(lines), $"gone: {string.Join("; ", gone)}. new: {string.Join("; ", added)}. The surface found is in {found}");
    }

    [Fact]
    public void Neither_library_refers_to_training_or_to_a_command_line()
    {
        string[] allowed = ["Pipeline.Networks", "Pipeline.Export", "Pipeline.Inference", "Pipeline.Imaging", "Pipeline.Bundles"];
        foreach (Assembly assembly in new[] { typeof(MiUNet).Assembly, typeof(Exporter).Assembly })
        {
            string[] own = [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name =>
                name.StartsWith("Pipeline.", StringComparison.Ordinal) || name.StartsWith("seg", StringComparison.Ordinal))];
            Assert.Empty(own.Except(allowed));
        }
    }
}
