using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Takes cases through reading, running and writing. With overlap, case i+1 is read and case i−1 written while the network
/// runs case i, so at most three cases are in memory; without, one. Order and results are the same.
/// </summary>
public static class CasePipeline
{
    /// <summary>
    /// Runs all cases. A case that fails for a reason of its own (bad file, full disk) goes to <paramref name="failed"/> and
    /// the others go on; without <paramref name="failed"/>, and for every other fault, the first one ends the run.
    /// </summary>
    public static void Run<TLoaded, TResult>(
        int count,
        Func<int, TLoaded> read,
        Func<int, TLoaded, TResult> run,
        Action<int, TResult> write,
        Action<int, Exception>? failed = null,
        bool overlap = true,
        CancellationToken cancellation = default)
    {
        Task<TLoaded>? ahead = null;
        Task writing = Task.CompletedTask;
        try
        {
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                int index = i;
                Guard(index, failed, () =>
                {
                    Task<TLoaded>? mine = ahead;
                    ahead = null;
                    TLoaded loaded = mine is null ? read(index) : mine.GetAwaiter().GetResult();
                    if (overlap && index + 1 < count)
                        ahead = Task.Run(() => read(index + 1), CancellationToken.None);
                    TResult result = run(index, loaded);
                    writing.GetAwaiter().GetResult();
                    writing = overlap
                        ? Task.Run(() => Guard(index, failed, () => write(index, result)), CancellationToken.None)
                        : Task.CompletedTask;
                    if (!overlap)
                        write(index, result);
                });
            }

            writing.GetAwaiter().GetResult();
        }
        finally
        {
            // Nothing may still read or write when the caller goes on; what these tasks throw is no longer of interest.
            Task.WhenAll(writing, ahead ?? Task.CompletedTask).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    /// <summary>Whether an exception is the fault of one case, and not of the program or the user's whole command.</summary>
    public static bool IsCaseFault(Exception e) =>
        e is UserInputException or ImageFormatException or ModelException or IOException or UnauthorizedAccessException;

    private static void Guard(int index, Action<int, Exception>? failed, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (failed is not null && IsCaseFault(e))
        {
            failed(index, e);
        }
    }
}
