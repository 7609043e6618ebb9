using System.Diagnostics;
using Pipeline.Training.Reproduction;

namespace segtrain.Jobs;

/// <summary>
/// Runs jobs in processes of their own, some at a time: one that dies takes no other with it, and every job has its own tensor library. A
/// job ends with a checkpoint when its standard input does (<see cref="Parent"/>): when the queue is cancelled, and when it is killed. It goes on
/// from there when the queue is started again.
/// </summary>
internal sealed class JobQueue(IReadOnlyList<string> arguments, int parallel, Action<int, IReadOnlyList<ReproductionJob>> watch)
{
    /// <summary>Runs the jobs in order; returns the names of those that failed, with their last line.</summary>
    public IReadOnlyList<(ReproductionJob Job, string Reason)> Run(IReadOnlyList<ReproductionJob> jobs, CancellationToken cancellation)
    {
        var waiting = new Queue<ReproductionJob>(jobs);
        var running = new List<(ReproductionJob Job, Process Process, Task<string> Errors)>();
        var failed = new List<(ReproductionJob, string)>();
        var finished = 0;
        while (waiting.Count > 0 || running.Count > 0)
        {
            while (running.Count < parallel && waiting.Count > 0 && !cancellation.IsCancellationRequested)
            {
                var job = waiting.Dequeue();
                var process = Start(job);
                running.Add((job, process, process.StandardError.ReadToEndAsync(CancellationToken.None)));
            }
            if (cancellation.IsCancellationRequested)
            {
                foreach (var (_, process, _) in running) process.StandardInput.Close();
                foreach (var (_, process, _) in running) process.WaitForExit();
                throw new OperationCanceledException(cancellation);
            }
            watch(finished, [.. running.Select(entry => entry.Job)]);
            Thread.Sleep(500);
            foreach (var entry in running.Where(entry => entry.Process.HasExited).ToList())
            {
                running.Remove(entry);
                var errors = entry.Errors.Result.Trim();
                if (entry.Process.ExitCode != 0) failed.Add((entry.Job, errors.Length > 0 ? errors.Split('\n')[^1] : $"exit code {entry.Process.ExitCode}"));
                entry.Process.Dispose();
                finished++;
            }
        }
        return failed;
    }

    private Process Start(ReproductionJob job)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Run by "dotnet segtrain.dll", the process is dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--job");
        start.ArgumentList.Add(job.Name);
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return process;
    }
}
