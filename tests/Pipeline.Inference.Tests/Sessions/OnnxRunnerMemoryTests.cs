namespace Pipeline.Inference.Tests;

/// <summary>Resident memory is the whole process's, so nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ResidentMemoryCollection
{
    public const string Name = "resident memory";
}

[Collection(ResidentMemoryCollection.Name)]
public sealed class OnnxRunnerMemoryTests
{
    [Fact]
    public void Thousands_of_runs_do_not_grow_the_process()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(2), threads: 1);
        float[] input = new float[2 * 64 * 64];
        float[] output = new float[input.Length];
        // A leak grows in every block of runs; compiler and collector grow in some.
        long least = long.MaxValue;
        for (int block = 0; block < 5; block++)
        {
            long before = Resident();
            for (int i = 0; i < 3000; i++)
                runner.Run(input, 1, 64, 64, output);
            least = Math.Min(least, Resident() - before);
        }
        Assert.True(least < 1 << 20, $"resident memory grew by at least {least} bytes in each of 5 blocks of 3000 runs");
    }

    private static long Resident()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
