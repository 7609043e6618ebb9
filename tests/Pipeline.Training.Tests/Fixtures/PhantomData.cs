using Pipeline.Training.Datasets.Acdc;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>A small phantom set and a cache, made once for all tests of the assembly and removed at its end.</summary>
public sealed class PhantomData : IDisposable
{
    public PhantomData()
    {
        Root = Path.Combine(Path.GetTempPath(), "pipeline-tests-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Root);
        Folder = Path.Combine(Root, "acdc");
        Cache = Path.Combine(Root, "cache");
        new AcdcPhantom().Write(Folder, patients: 5, seed: 3, CancellationToken.None);
    }

    public string Root { get; }

    public string Folder { get; }

    public string Cache { get; }

    /// <summary>A path that nothing has yet.</summary>
    public string New(string name) => Path.Combine(Root, name + "-" + Path.GetRandomFileName());

    /// <summary>A copy of the phantom that a test may break.</summary>
    public string CopyToBreak()
    {
        var copy = New("broken");
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(f => f.Contains("patient00", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
