using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

/// <summary>
/// Microsoft.ML.OnnxRuntime where NuGet has it and its library loads here; otherwise OnnxRuntimeNative with the library
/// from npm's onnxruntime-node, whose archive is pinned by hash. An archive placed by hand serves machines without network.
/// </summary>
public sealed class OrtSetup(Parameters parameters, Shell shell, NuGetProbe probe)
{
    private const string NativeVersion = "1.27.0";   // the newest whose Linux library holds no telemetry client
    private const string ArchiveSha512 = "QEzGwrvNBgv4uPVdnbHsOGG4G6T96mdlcFI8aAKPjMU8wOPpVocPXb6k3QGkaZagVTv2G9Bnnbo6Z3JdXr1fQw==";

    /// <summary>Archive entry → where the official package would have it.</summary>
    private static readonly Dictionary<string, string> s_libraries = new()
    {
        ["linux/x64/libonnxruntime.so.1"] = "linux-x64/native/libonnxruntime.so",
        ["linux/arm64/libonnxruntime.so.1"] = "linux-arm64/native/libonnxruntime.so",
        ["win32/x64/onnxruntime.dll"] = "win-x64/native/onnxruntime.dll",
        ["win32/arm64/onnxruntime.dll"] = "win-arm64/native/onnxruntime.dll",
        ["darwin/arm64/libonnxruntime.1.27.0.dylib"] = "osx-arm64/native/libonnxruntime.dylib",
    };

    private string Folder => IO.Path.Combine(parameters.SetupFolder, "onnxruntime");
    private string Archive => IO.Path.Combine(Folder, $"onnxruntime-node-{NativeVersion}.tgz");

    public BackEnd Choose(string wanted)
    {
        if (wanted == "native")
            return Native("asked for");
        string version = LocalProps.Default(parameters.OrtProps, "OrtVersion");
        (BackEnd official, string why) = Official(version);
        if (official != null)
            return official;
        if (wanted == "official")
            throw new BuildFailure(BuildFailure.Unavailable, $"Microsoft.ML.OnnxRuntime {version} cannot be used: {why}. Run ./build.sh Setup --ort-backend native, or add a source that has it.");
        return Native(why);
    }

    private (BackEnd BackEnd, string Why) Official(string version)
    {
        string package = probe.Restore("Microsoft.ML.OnnxRuntime", version);
        if (package == null)
            return (null, "no NuGet source has it");
        string folder = IO.Path.Combine(package, "runtimes", Parameters.MachineRid, "native");
        string library = IO.Directory.Exists(folder) ? IO.Directory.GetFiles(folder, "*onnxruntime.*").FirstOrDefault() : null;
        if (library == null)
            return (null, $"it has no library for {Parameters.MachineRid}");
        if (NativeCheck.Complaint(shell, library, versionsOnly: false, folder) is { } complaint)
            return (null, $"its library {complaint}");
        return (new BackEnd("official", $"Microsoft.ML.OnnxRuntime {version}", new Dictionary<string, string> { ["OrtBackend"] = "official" }, [library]), "");
    }

    private BackEnd Native(string why)
    {
        string natives = IO.Path.Combine(Folder, NativeVersion);
        if (!IO.Directory.Exists(natives))
            Unpack(natives);
        string library = IO.Directory.GetFiles(IO.Path.Combine(natives, Parameters.MachineRid, "native"), "*onnxruntime.*").FirstOrDefault()
            ?? throw new BuildFailure(BuildFailure.Unavailable, $"onnxruntime-node {NativeVersion} has no library for {Parameters.MachineRid}.");
        if (NativeCheck.Complaint(shell, library, versionsOnly: false) is { } complaint)
            throw new BuildFailure(BuildFailure.Unavailable, $"ONNX Runtime {NativeVersion} cannot be used: its library {complaint}. Use a newer system.");
        Output.Note($"ONNX Runtime: STAND-IN, OnnxRuntimeNative over npm's {NativeVersion} ({why}); not for releases");
        var properties = new Dictionary<string, string> { ["OrtBackend"] = "native", ["OrtVersion"] = NativeVersion, ["OrtNativeFolder"] = natives };
        return new BackEnd("native", $"STAND-IN over {NativeVersion}", properties, [library]);
    }

    private void Unpack(string natives)
    {
        Fetch();
        string staging = natives + ".new";
        if (IO.Directory.Exists(staging))
            IO.Directory.Delete(staging, recursive: true);   // an earlier run was cut off here
        using (var stream = new GZipStream(IO.File.OpenRead(Archive), CompressionMode.Decompress))
        using (var tar = new TarReader(stream))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (s_libraries.FirstOrDefault(l => entry.Name == "package/bin/napi-v6/" + l.Key) is not { Value: { } target })
                    continue;
                string path = IO.Path.Combine(staging, target);
                IO.Directory.CreateDirectory(IO.Path.GetDirectoryName(path));
                entry.ExtractToFile(path, overwrite: true);
            }
        }
        IO.Directory.Move(staging, natives);
    }

    private void Fetch()
    {
        if (!IO.File.Exists(Archive))
        {
            var packages = new SystemPackages(shell);
            packages.Require("npm", Shell.Find("npm") != null);
            packages.Install("ONNX Runtime's library");
            string incoming = IO.Path.Combine(Folder, "incoming");
            IO.Directory.CreateDirectory(incoming);
            Shell.Result result = shell.Capture("npm-pack", Shell.Find("npm"), ["pack", "onnxruntime-node@" + NativeVersion, "--pack-destination", incoming, "--loglevel", "error"]);
            string packed = IO.Path.Combine(incoming, IO.Path.GetFileName(Archive));
            if (result.ExitCode != 0 || !IO.File.Exists(packed))
                throw new BuildFailure(BuildFailure.Unavailable, $"npm could not fetch onnxruntime-node {NativeVersion}: {Shell.Telling(result.Output).Split('\n')[0]} Check the network, or place the archive at artifacts/setup/onnxruntime/{IO.Path.GetFileName(Archive)}.");
            IO.File.Move(packed, Archive, overwrite: true);
        }
        using FileStream stream = IO.File.OpenRead(Archive);
        string found = Convert.ToBase64String(SHA512.HashData(stream));
        if (found != ArchiveSha512)
            throw new BuildFailure(BuildFailure.Unavailable, $"{Archive}: found sha512-{found}, expected sha512-{ArchiveSha512}; remove the file and run again.");
    }
}
