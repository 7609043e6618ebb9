/// <summary>segrun as one folder that needs neither .NET nor network: trimmed, precompiled, one file (segrun.csproj), native library beside.</summary>
public sealed class PublishStep(Parameters parameters, Shell shell)
{
    private const long MaxBytes = 60L << 20;

    public void Run()
    {
        string backend = LocalProps.Read(parameters.OrtLocalProps, "OrtBackend");
        if (backend == "native" && parameters.Accelerator != "cpu")
            throw new BuildFailure(BuildFailure.Unavailable, $"--accelerator {parameters.Accelerator}: ONNX Runtime's stand-in has the CPU library only; a NuGet source with Microsoft.ML.OnnxRuntime is needed.");
        if (parameters.Accelerator == "directml" && !parameters.Rid.StartsWith("win-", StringComparison.Ordinal))
            throw new BuildFailure(BuildFailure.BadInput, $"--accelerator directml --rid {parameters.Rid}: DirectML exists on Windows only; use --rid win-x64.");
        if (parameters.Accelerator == "cuda" && parameters.Rid is not ("linux-x64" or "win-x64"))
            throw new BuildFailure(BuildFailure.BadInput, $"--accelerator cuda --rid {parameters.Rid}: ONNX Runtime has CUDA for linux-x64 and win-x64 only.");

        if (parameters.Accelerator != "cpu")
            RequirePackage();

        string folder = IO.Path.Combine(parameters.Artifacts, "publish", $"{parameters.Rid}-{parameters.Accelerator}");
        if (IO.Directory.Exists(folder))
            IO.Directory.Delete(folder, recursive: true);
        shell.Run("publish", "dotnet", "publish", IO.Path.Combine(parameters.Root, "runtime", "segrun"), "-c", "Release", "--nologo", "-v", "quiet",
            "-r", parameters.Rid, "-p:ContinuousIntegrationBuild=true", $"-p:Accelerator={parameters.Accelerator}", "-o", folder);
        if (backend == "native")
            TakeStandIn(folder);
        Tidy(folder);
        long total = Table(folder);
        string name = IO.Path.GetRelativePath(parameters.Root, folder);
        if (total > MaxBytes && parameters.Accelerator == "cpu")
            throw new BuildFailure(BuildFailure.GateFailed, $"{name} is {Output.Megabytes(total)}, at most {Output.Megabytes(MaxBytes)} are allowed.");
        Output.Say($"{name}: {Output.Megabytes(total)}{(backend == "native" ? ", ONNX Runtime STAND-IN" : "")}");
    }

    /// <summary>The accelerators' packages are not set-up's business: most machines never need them.</summary>
    private void RequirePackage()
    {
        (string package, string property) = parameters.Accelerator == "cuda"
            ? ("Microsoft.ML.OnnxRuntime.Gpu", "OrtGpuVersion")
            : ("Microsoft.ML.OnnxRuntime.DirectML", "OrtDirectMLVersion");
        string version = LocalProps.Default(parameters.OrtProps, property);
        if (new NuGetProbe(parameters, shell).Restore(package, version) == null)
            throw new BuildFailure(BuildFailure.Unavailable, $"--accelerator {parameters.Accelerator}: no NuGet source has {package} {version}; add one that has it, or publish with --accelerator cpu.");
    }

    /// <summary>The stand-in's library for the platform asked for, beside the program, in place of this machine's.</summary>
    private void TakeStandIn(string folder)
    {
        string runtimes = IO.Path.Combine(folder, "runtimes");
        if (IO.Directory.Exists(runtimes))
            IO.Directory.Delete(runtimes, recursive: true);
        string natives = LocalProps.Read(parameters.OrtLocalProps, "OrtNativeFolder");
        foreach (string file in IO.Directory.GetFiles(IO.Path.Combine(natives, parameters.Rid, "native")))
            IO.File.Copy(file, IO.Path.Combine(folder, IO.Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Files for linking and debugging do not belong on a site's machine.</summary>
    private static void Tidy(string folder)
    {
        foreach (string file in IO.Directory.GetFiles(folder).Where(f => IO.Path.GetExtension(f) is ".lib" or ".pdb" or ".xml"))
            IO.File.Delete(file);
    }

    private static long Table(string folder)
    {
        long total = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).OrderByDescending(f => f.Length))
        {
            Output.Note($"{Output.Megabytes(file.Length),10}  {IO.Path.GetRelativePath(folder, file.FullName)}");
            total += file.Length;
        }
        return total;
    }
}
