using System.Diagnostics;

namespace Segtrain.Tests.Fixtures;

/// <summary>Runs the built segtrain as a user would: another process, all output read.</summary>
internal static class SegtrainProgram
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "segtrain.dll");

    private static readonly string Host =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    public static Process Start(Workshop workshop, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host, ["exec", Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workshop.Root,
        };
        start.Environment.Remove("PIPELINE_DATA");
        start.Environment["PIPELINE_CACHE"] = workshop.Cache;
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return Process.Start(start)!;
    }

    public static SegtrainResult Run(Workshop workshop, params string[] arguments)
    {
        using var process = Start(workshop, arguments);
        return Finish(process);
    }

    public static SegtrainResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("segtrain did not end.");
        }
        return new SegtrainResult(process.ExitCode, output.Result, error.Result);
    }
}
