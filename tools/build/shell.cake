using System.Diagnostics;

/// <summary>Starts programs: quietly into a log file (shown when it fails), or with their output passed through.</summary>
public sealed class Shell(Parameters parameters)
{
    public sealed record Result(int ExitCode, string Output);

    public string LogFolder => IO.Path.Combine(parameters.SetupFolder, "logs");

    /// <summary>Runs and keeps the output in logs/NAME.log; a failure shows the lines that say why.</summary>
    public void Run(string name, string program, params string[] arguments)
    {
        Result result = Capture(name, program, arguments);
        if (result.ExitCode != 0)
            throw new BuildFailure(BuildFailure.Fault, $"{Telling(result.Output)}\n{name} failed (exit code {result.ExitCode}); all of it: artifacts/setup/logs/{name}.log");
    }

    public Result Capture(string name, string program, string[] arguments, IReadOnlyDictionary<string, string> environment = null)
    {
        IO.Directory.CreateDirectory(LogFolder);
        var text = new System.Text.StringBuilder();
        using Process process = Start(program, arguments, environment, redirect: true);
        void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data == null)
                return;
            lock (text)
                text.AppendLine(line.Data);
            if (parameters.Verbose)
                Console.WriteLine(line.Data);
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        string output = text.ToString();
        IO.File.WriteAllText(IO.Path.Combine(LogFolder, name + ".log"), $"$ {program} {string.Join(' ', arguments)}\n{output}");
        return new Result(process.ExitCode, output);
    }

    /// <summary>Runs with output passed through (progress bars keep working) and returns the exit code.</summary>
    public int Live(string program, string[] arguments, IReadOnlyDictionary<string, string> environment = null)
    {
        using Process process = Start(program, arguments, environment, redirect: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The program's full path on PATH, or null.</summary>
    public static string Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => IO.Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(IO.File.Exists);

    /// <summary>The lines of a log that name errors, without repetitions; the end of the log where none does.</summary>
    public static string Telling(string output)
    {
        string[] lines = output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        string[] errors = lines.Where(line => line.Contains("error ", StringComparison.Ordinal) || line.StartsWith("E: ", StringComparison.Ordinal))
            .Select(line => line.Trim()).Distinct().Take(20).ToArray();
        return string.Join('\n', errors.Length > 0 ? errors : lines.TakeLast(15));
    }

    private Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, bool redirect)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = parameters.Root,
            UseShellExecute = false,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        return Process.Start(start);
    }
}
