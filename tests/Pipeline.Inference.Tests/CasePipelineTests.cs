using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

public class CasePipelineTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_case_is_read_run_and_written_once_and_in_order(bool overlap)
    {
        var written = new List<string>();
        CasePipeline.Run(4, i => $"r{i}", (i, loaded) => $"{loaded} n{i}", (i, result) => written.Add($"{result} w{i}"), overlap: overlap);
        Assert.Equal(["r0 n0 w0", "r1 n1 w1", "r2 n2 w2", "r3 n3 w3"], written);
    }

    [Theory]
    [InlineData("read", true)]
    [InlineData("run", true)]
    [InlineData("write", true)]
    [InlineData("read", false)]
    [InlineData("run", false)]
    [InlineData("write", false)]
    public void A_case_that_fails_is_reported_and_the_others_are_done(string stage, bool overlap)
    {
        var written = new List<int>();
        var failed = new List<int>();
        T Do<T>(string here, int i, T value) => here == stage && i == 1 ? throw new UserInputException("bad") : value;

        CasePipeline.Run(
            3,
            i => Do("read", i, i),
            (i, _) => Do("run", i, i),
            (i, _) => written.Add(Do("write", i, i)),
            (i, _) => failed.Add(i),
            overlap);

        Assert.Equal([0, 2], written);
        Assert.Equal([1], failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fault_of_the_program_ends_the_run(bool overlap) => Assert.Throws<InvalidOperationException>(() =>
        CasePipeline.Run<int, int>(3, i => i, (_, _) => throw new InvalidOperationException(), (_, _) => { }, (_, _) => { }, overlap));

    [Fact]
    public void Reading_runs_at_most_one_case_ahead()
    {
        int running = -1;
        int furthest = 0;
        CasePipeline.Run(
            6,
            i =>
            {
                furthest = Math.Max(furthest, i - Volatile.Read(ref running));
                return i;
            },
            (i, loaded) =>
            {
                Volatile.Write(ref running, i);
                return loaded;
            },
            (_, _) => { });
        Assert.InRange(furthest, 1, 2);
    }
}
