/// <summary>Builds the solution in Release (warnings are errors) and writes the launchers of the two programs.</summary>
public sealed class BuildStep(Parameters parameters, Shell shell)
{
    public const string Framework = "net10.0";

    public void Run()
    {
        shell.Run("build", "dotnet", "build", parameters.Solution, "-c", "Release", "--nologo", "-v", "quiet", "-p:ContinuousIntegrationBuild=true");
        Launchers.Write(parameters);
        Output.Say("solution in Release; artifacts/bin/segtrain, artifacts/bin/segrun");
    }
}

/// <summary>
/// Small scripts that start the built programs. segtrain's lets idle OpenMP threads sleep instead of spin and glibc keep the
/// memory that every step frees (a third less time per step, tools/step-time); both switch off
/// .NET's diagnostic endpoint, which would leave a socket in the temporary folder.
/// </summary>
public static class Launchers
{
    public static void Write(Parameters parameters)
    {
        IO.Directory.CreateDirectory(IO.Path.Combine(parameters.Artifacts, "bin"));
        Write(parameters.Segtrain, "training/segtrain", "segtrain", "OMP_WAIT_POLICY=passive", "MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=1073741824",
            "MALLOC_TRIM_THRESHOLD_=1073741824", "MALLOC_TOP_PAD_=67108864", "DOTNET_EnableDiagnostics=0");
        Write(parameters.Segrun, "runtime/segrun", "segrun", "DOTNET_EnableDiagnostics=0");
    }

    private static void Write(string path, string project, string name, params string[] settings)
    {
        string program = $"{project}/bin/Release/{BuildStep.Framework}/{name}.dll";
        if (OperatingSystem.IsWindows())
        {
            string lines = string.Concat(settings.Select(s => $"set {s}\r\n"));
            IO.File.WriteAllText(path, $"@echo off\r\nsetlocal\r\n{lines}dotnet \"%~dp0..\\..\\{program.Replace('/', '\\')}\" %*\r\nexit /b %ERRORLEVEL%\r\n");
            return;
        }
        // Not a raw string: Cake hands scripts to the compiler with Windows line ends.
        IO.File.WriteAllText(path, $"#!/bin/sh\nexport {string.Join(' ', settings)}\n"
            + $"exec dotnet \"$(dirname \"$(readlink -f \"$0\")\")/../../{program}\" \"$@\"\n");
        IO.File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
    }
}
