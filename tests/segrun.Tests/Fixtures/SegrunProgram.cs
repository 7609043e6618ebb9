using System.Diagnostics;

namespace Segrun.Tests;

/// <summary>Runs the built segrun as a user would: another process, its own environment, all output read.</summary>
internal static class SegrunProgram
{
    /// <summary>The program as built beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "segrun.dll");

    /// <summary>The dotnet that runs it.</summary>
    public static string Host { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    public static SegrunResult Run(params string[] arguments) => Run(null, new Dictionary<string, string>(), arguments);

    public static SegrunResult Run(string? folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(folder, environment, [Host, "exec", Assembly, .. arguments]);

    /// <summary>With a limit of <paramref name="kibibytes"/> on the size of any file it writes; Unix only.</summary>
    public static SegrunResult RunLimited(int kibibytes, params string[] arguments) => Start(
        null,
        // The runtime's double-mapped code pages count as a file and would hit the limit first.
        new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" },
        ["bash", "-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$@\"", "bash", Host, "exec", Assembly, .. arguments]);

    /// <summary>Runs any command line to its end.</summary>
    public static SegrunResult Start(string? folder, IReadOnlyDictionary<string, string> environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        start.Environment.Remove("CI");
        start.Environment.Remove("PIPELINE_MODELS");
        start.Environment.Remove("PIPELINE_DATA");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', command)} did not end.");
        }

        return new SegrunResult(process.ExitCode, output.Result, error.Result);
    }
}
