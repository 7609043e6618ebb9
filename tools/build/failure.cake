/// <summary>A build that ends for a known reason: one line for the reader and the exit code (as in both programs).</summary>
public sealed class BuildFailure(int exitCode, string message) : Exception(message)
{
    public const int Fault = 1, BadInput = 2, GateFailed = 3, Unavailable = 4;

    public int ExitCode { get; } = exitCode;
}

public static class Failure
{
    /// <summary>Ends the process: a BuildFailure with its own code and line, anything else with 1 and its text.</summary>
    public static void Exit(Exception fault)
    {
        Console.Out.Flush();
        for (Exception inner = fault; inner != null; inner = inner.InnerException)
        {
            if (inner is BuildFailure failure)
            {
                if (failure.Message.Length > 0)
                    Console.Error.WriteLine(failure.Message);
                Environment.Exit(failure.ExitCode);
            }
        }
        Console.Error.WriteLine((fault.InnerException ?? fault).Message);
        Environment.Exit(BuildFailure.Fault);
    }
}

/// <summary>As Does, but a failure ends the build at once: Cake would print a table over the one line that matters.</summary>
public static CakeTaskBuilder Runs(this CakeTaskBuilder task, Action body) => task.Does(() =>
{
    try
    {
        body();
    }
    catch (Exception failure)
    {
        Failure.Exit(failure);
    }
});
