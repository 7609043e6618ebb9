using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.Acdc;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>A small phantom set and a cache, made once for all tests of the assembly and removed at its end.</summary>
public sealed class PhantomData : IDisposable
{
    private readonly Dictionary<(string, int, long), string> _written = [];

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

    /// <summary>The folder of a phantom, written once for all tests, which leave it as it is.</summary>
    public string Of(IPhantomWriter writer, int patients, long seed)
    {
        if (_written.TryGetValue((writer.Name, patients, seed), out var folder)) return folder;
        folder = New(writer.Name);
        writer.Write(folder, patients, seed, CancellationToken.None);
        return _written[(writer.Name, patients, seed)] = folder;
    }

    /// <summary>A copy of the phantom that a test may break, without its mark.</summary>
    public string CopyToBreak() => CopyToBreak(Folder);

    /// <summary>A copy of a phantom that a test may break, without its mark.</summary>
    public string CopyToBreak(string folder)
    {
        var copy = New("broken");
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "phantom.json"))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
