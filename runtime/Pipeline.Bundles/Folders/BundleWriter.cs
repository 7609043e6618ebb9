namespace Pipeline.Bundles;

/// <summary>
/// Makes a new version of a model: files are put into a staging folder beside the target, and <see cref="Commit"/> turns it into the
/// version with one rename. Whatever goes wrong before, nothing is left. Versions are immutable: an existing one is never touched.
/// </summary>
public sealed class BundleWriter : IDisposable
{
    private readonly string _name;
    private readonly string _version;
    private readonly string _target;
    private readonly string _modelFolder;
    private readonly bool _madeModelFolder;
    private bool _done;

    private BundleWriter(string modelsRoot, string name, SemanticVersion version)
    {
        (_name, _version) = (name, version.ToString());
        _target = new ModelStore(modelsRoot).Folder(name, version);
        RequireNew();
        _modelFolder = Path.Join(modelsRoot, name);
        _madeModelFolder = !Directory.Exists(_modelFolder);
        // The leading dot keeps it from being taken for a version.
        Staging = Path.Join(_modelFolder, $".{version}.{Guid.NewGuid():N}.staging");
        Try(Staging, () => Directory.CreateDirectory(Staging));
    }

    /// <summary>The folder that the files are put into until <see cref="Commit"/>.</summary>
    public string Staging { get; }

    /// <summary>Begins a new version; throws <see cref="UserInputException"/> when it exists or cannot be written.</summary>
    public static BundleWriter Begin(string modelsRoot, string name, string version)
    {
        if (!Names.IsModelName(name)) { throw new UserInputException($"model name {Text.Quote(name)}: expected {Names.ModelNameRule}"); }
        return new BundleWriter(modelsRoot, name, SemanticVersion.Parse(version));
    }

    /// <summary>Begins, lets <paramref name="fill"/> add the files, and commits. Returns the bundle's folder.</summary>
    public static string Write(string modelsRoot, string name, string version, Action<BundleWriter> fill)
    {
        using BundleWriter writer = Begin(modelsRoot, name, version);
        fill(writer);
        return writer.Commit();
    }

    /// <summary>Adds a file; <paramref name="path"/> is relative with '/'.</summary>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        string full = PathFor(path);
        byte[] bytes = content.ToArray();
        Try(full, () => File.WriteAllBytes(full, bytes));
    }

    /// <summary>Adds a text as UTF-8.</summary>
    public void Add(string path, string text) => Add(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Where to put a file that another library writes; its folder exists.</summary>
    public string PathFor(string path)
    {
        if (!Names.IsBundlePath(path)) { throw new BundleException(path, "path", $"cannot be part of a bundle, expected {Names.BundlePathRule}"); }
        string full = Path.Join(Staging, path);
        Try(full, () => Directory.CreateDirectory(Path.GetDirectoryName(full)!));
        return full;
    }

    /// <summary>Writes the checksums, flushes everything to the disk, opens the bundle as a user would, and renames it into place.</summary>
    public string Commit()
    {
        ObjectDisposedException.ThrowIf(_done, this);
        Checksums.Write(Staging);
        Bundle bundle = Bundle.Open(Staging, Staging);
        if ((bundle.Name, bundle.Version) != (_name, _version))
        {
            throw new BundleException(Bundle.CardFile, "name", $"found {bundle.Name} {bundle.Version}, expected {_name} {_version} as the folders say");
        }
        RequireNew();
        Try(_target, () =>
        {
            foreach (string file in Directory.EnumerateFiles(Staging, "*", SearchOption.AllDirectories)) { Flush(file); }
            Directory.Move(Staging, _target);
        });
        _done = true;
        return _target;
    }

    /// <summary>Removes the staging folder unless it was committed.</summary>
    public void Dispose()
    {
        if (_done) { return; }
        _done = true;
        try
        {
            if (Directory.Exists(Staging)) { Directory.Delete(Staging, recursive: true); }
            if (_madeModelFolder && Directory.Exists(_modelFolder) && !Directory.EnumerateFileSystemEntries(_modelFolder).Any()) { Directory.Delete(_modelFolder); }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private void RequireNew()
    {
        if (Path.Exists(_target)) { throw new UserInputException($"{Shown(_target)} exists already; versions are immutable: choose a higher --version"); }
    }

    private static void Flush(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }

    private static void Try(string path, Action action)
    {
        try { action(); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserInputException($"{Shown(path)}: cannot be written: {BoundedRead.Reason(e, "")}; choose a writable place with space", e);
        }
    }

    private static string Shown(string path) => path.Replace('\\', '/');
}
