/// <summary>
/// TorchSharp's official packages where NuGet has them and their native library loads here; otherwise SystemTorch over an
/// installed libtorch. The small package is probed first: it tells whether the 600 MB of libtorch could be used at all.
/// </summary>
public sealed class TorchSetup(Parameters parameters, Shell shell, NuGetProbe probe)
{
    private string Version => LocalProps.Default(parameters.TorchProps, "TorchSharpVersion");

    public BackEnd Choose(string wanted)
    {
        if (wanted == "system")
            return SystemTorch("asked for");
        (BackEnd official, string why) = Official();
        if (official != null)
            return official;
        if (wanted == "official")
            throw new BuildFailure(BuildFailure.Unavailable, $"TorchSharp {Version} cannot be used: {why}. Run ./build.sh Setup --backend system, or add a source or machine that has it.");
        return SystemTorch(why);
    }

    private (BackEnd BackEnd, string Why) Official()
    {
        string package = probe.Restore("TorchSharp", Version);
        if (package == null)
            return (null, "no NuGet source has it");
        string rid = Parameters.MachineRid;
        string natives = IO.Path.Combine(package, "runtimes", rid, "native");
        if (!IO.Directory.Exists(natives))
            return (null, $"it has no native library for {rid}");
        string shim = IO.Directory.GetFiles(natives, "*LibTorchSharp.*").Order(StringComparer.Ordinal).FirstOrDefault();
        if (shim == null)
            return (null, $"it has no native library for {rid}");
        if (NativeCheck.Complaint(shell, shim, versionsOnly: true) is { } complaint)
            return (null, $"its native library {complaint}");
        string libtorchVersion = LocalProps.Default(parameters.TorchProps, "LibTorchVersion");
        string libtorch = probe.Restore("libtorch-cpu-" + rid, libtorchVersion);
        if (libtorch == null)
            return (null, $"no NuGet source has libtorch-cpu-{rid} {libtorchVersion}");
        string libraries = IO.Path.Combine(libtorch, "runtimes", rid, "native");
        if (NativeCheck.Complaint(shell, shim, versionsOnly: false, natives, libraries) is { } missing)
            return (null, $"its native library {missing}");
        var properties = new Dictionary<string, string>
        {
            ["TorchBackend"] = "official",
            ["TorchSharpPackage"] = "libtorch-cpu-" + rid,
            ["TorchSharpPackageVersion"] = libtorchVersion,
        };
        return (new BackEnd("official", $"TorchSharp {Version}", properties, [shim]), "");
    }

    private BackEnd SystemTorch(string why)
    {
        if (!OperatingSystem.IsLinux())
            throw new BuildFailure(BuildFailure.Unavailable, $"SystemTorch needs Linux, and TorchSharp {Version} cannot be used here ({why}). Add a NuGet source that has TorchSharp.");
        string libtorch = Environment.GetEnvironmentVariable("LIBTORCH") ?? "";
        var packages = new SystemPackages(shell);
        packages.Require("g++", Shell.Find("g++") != null);
        if (libtorch.Length == 0)
            packages.Require("libtorch-dev", Library("libtorch_cpu.so") != null && IO.File.Exists("/usr/include/ATen/core/Tensor.h"));
        packages.Require("libopenblas0", libtorch.Length > 0 || Library("libopenblas.so.0") != null);   // the reference BLAS is up to 15 times slower
        packages.Install($"SystemTorch ({why})");

        (string shim, string said) = BuildShim();
        Output.Note($"TorchSharp {Version}: {why}; using SystemTorch over the installed libtorch");
        return new BackEnd("system", $"SystemTorch over {said}", new Dictionary<string, string> { ["TorchBackend"] = "system" },
            [shim, .. new[] { Library("libtorch_cpu.so"), Library("libopenblas.so.0") }.Where(path => path != null && libtorch.Length == 0)]);
    }

    /// <summary>Compiles the native half and lets the dynamic loader look at it: a file that is there but damaged is made again.</summary>
    private (string Shim, string Said) BuildShim()
    {
        string folder = IO.Path.Combine(parameters.Root, "training", "SystemTorch", "Native");
        string shim = IO.Path.Combine(folder, "bin", "libsystemtorch.so");
        for (int attempt = 1; ; attempt++)
        {
            Shell.Result built = shell.Capture("systemtorch", "bash", [IO.Path.Combine(folder, "build.sh")]);
            if (built.ExitCode != 0)
                throw new BuildFailure(BuildFailure.Unavailable, $"SystemTorch's native half: {built.Output.Split('\n').LastOrDefault(l => l.Length > 0) ?? "no output"}; all of it: artifacts/setup/logs/systemtorch.log");
            string complaint = NativeCheck.Complaint(shell, shim, versionsOnly: false);
            if (complaint == null)
                return (shim, System.Text.RegularExpressions.Regex.Match(built.Output, @"libtorch [\w.+-]*\w").Value);
            if (attempt == 2)
                throw new BuildFailure(BuildFailure.Unavailable, $"SystemTorch's native half was built but does not load: it {complaint}. Install the libtorch that it was built against again, or set LIBTORCH.");
            IO.File.Delete(shim);
        }
    }

    private static string Library(string name) => new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib" }
        .Select(folder => IO.Path.Combine(folder, name)).FirstOrDefault(IO.File.Exists);
}
