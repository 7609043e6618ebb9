using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Pipeline.Training.Runs;

/// <summary>
/// Runs work on one thread of its own with the given number of tensor threads. libgomp keeps a pool per calling thread, and dispose scopes
/// are per thread, so everything that touches tensors in a run happens here.
/// </summary>
public static class TrainingThread
{
    public static T Run<T>(int threads, Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                set_num_threads(threads);
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, maxStackSize: 16 << 20)
        { Name = "training", IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
