using static TorchSharp.torch;

[assembly: AssemblyFixture(typeof(SystemTorch.Tests.OneThread))]

namespace SystemTorch.Tests;

/// <summary>
/// Before the first test: one thread inside operators, because sums split over threads differ in their last bits. Also
/// the place where a missing native half stops the run with its own message.
/// </summary>
public sealed class OneThread
{
    public OneThread() => set_num_threads(1);
}
