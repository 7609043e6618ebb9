/// <summary>What the reader sees: one line per step, what matters first, its duration last.</summary>
public static class Output
{
    private static string _said = "";

    /// <summary>Text that the finished step's line will carry.</summary>
    public static void Say(string text) => _said = text;

    public static void Finished(ITaskTeardownContext context)
    {
        if (context.Task.Name is not ("Help" or "Test") && !context.Skipped)
            Line(context.Task.Name, _said, context.Duration);
        _said = "";
    }

    public static void Line(string name, string text, TimeSpan duration) =>
        Console.WriteLine($"{name,-10} {text,-82} {duration.TotalSeconds,7:0.0} s");

    public static void Note(string text) => Console.WriteLine($"{"",-10} {text}");

    public static string Megabytes(long bytes) => $"{bytes / 1048576.0:0.0} MiB";
}

public static class Help
{
    public static void Print(IReadOnlyList<ICakeTaskInfo> tasks)
    {
        Console.WriteLine("./build.sh TARGET [options]     (pwsh build.ps1 on Windows; without a target: Test)\n\nTargets");
        foreach (ICakeTaskInfo task in tasks)
            Console.WriteLine($"  {task.Name,-10} {task.Description}");
        Console.WriteLine("\nOptions");
        foreach ((string name, string value, string text) in Parameters.Options)
            Console.WriteLine($"  --{name + " " + value,-30} {text}");
    }
}
