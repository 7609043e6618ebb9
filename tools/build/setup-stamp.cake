using System.Security.Cryptography;
using System.Text.Json;

/// <summary>
/// What the last complete set-up chose and from what: a hash of its inputs (versions, set-up scripts, native sources,
/// LIBTORCH, platform) and the size and time of every file that it left or rests on.
/// </summary>
public sealed class SetupStamp(Parameters parameters)
{
    private sealed record Content(string Inputs, string Said, Dictionary<string, string> Wanted, Dictionary<string, string> Files);

    private Content _content = Load(IO.Path.Combine(parameters.SetupFolder, "setup.json"));

    private string StampFile => IO.Path.Combine(parameters.SetupFolder, "setup.json");

    public string Said => _content?.Said ?? "";

    /// <summary>The choice asked for now, else the one asked for last time, else "auto".</summary>
    public string Wanted(string what, string asked) =>
        asked.Length > 0 ? asked : _content?.Wanted.GetValueOrDefault(what) ?? "auto";

    public bool IsCurrent() => _content != null
        && _content.Wanted.GetValueOrDefault("torch") == Wanted("torch", parameters.Backend)
        && _content.Wanted.GetValueOrDefault("ort") == Wanted("ort", parameters.OrtBackend)
        && _content.Inputs == Inputs()
        && _content.Files.All(entry => Mark(entry.Key) == entry.Value);

    /// <summary>Takes the stamp away while set-up runs; the earlier wishes stay known to this object.</summary>
    public void Remove() => IO.File.Delete(StampFile);

    public void Write(BackEnd torch, BackEnd ort)
    {
        string[] files = [parameters.TorchLocalProps, parameters.OrtLocalProps, .. torch.Files, .. ort.Files];
        _content = new Content(Inputs(), $"Torch: {torch.Said}; ONNX Runtime: {ort.Said}",
            new() { ["torch"] = Wanted("torch", parameters.Backend), ["ort"] = Wanted("ort", parameters.OrtBackend) },
            files.Distinct().ToDictionary(path => path, Mark));
        IO.Directory.CreateDirectory(parameters.SetupFolder);
        IO.File.WriteAllText(StampFile + ".new", JsonSerializer.Serialize(_content, new JsonSerializerOptions { WriteIndented = true }));
        IO.File.Move(StampFile + ".new", StampFile, overwrite: true);
    }

    private string Inputs()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string native = IO.Path.Combine(parameters.Root, "training", "SystemTorch", "Native");
        string[] sources = [parameters.TorchProps, parameters.OrtProps,
            .. IO.Directory.GetFiles(IO.Path.Combine(parameters.Root, "tools", "build"), "setup*.cake"),
            .. IO.Directory.Exists(native) ? IO.Directory.GetFiles(native) : []];
        foreach (string source in sources.Order(StringComparer.Ordinal))
            hash.AppendData(IO.File.ReadAllBytes(source));
        string machine = $"{parameters.Root}|{Parameters.MachineRid}|{Environment.GetEnvironmentVariable("LIBTORCH")}|{NuGetProbe.PackageFolder}";
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(machine));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Mark(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "absent";
    }

    private static Content Load(string path)
    {
        try
        {
            return IO.File.Exists(path) ? JsonSerializer.Deserialize<Content>(IO.File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;   // cut off while writing: as if there had been none
        }
    }
}
