using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Scopes;

/// <summary>256 KB per result: ten thousand that stay alive would be 2.5 GB. Runs alone, because memory is the process's.</summary>
[Collection(GlobalRandomCollection.Name)]
public class MemoryTests
{
    private const int Operations = 10_000;
    private const long AllowedGrowth = 200L << 20;

    [Fact]
    public void Memory_is_flat_with_one_scope_per_operation() => AssertFlat(x =>
    {
        using var scope = NewDisposeScope();
        x.add(1);
    });

    [Fact]
    public void Memory_is_flat_with_dispose() => AssertFlat(x => x.add(1).Dispose());

    [Fact]
    public void Memory_stays_bounded_when_nobody_disposes() => AssertFlat(x => x.add(1));

    [Fact]
    public void The_binding_gives_every_reference_back()
    {
        using var x = ones(4);
        using (NewDisposeScope())
        {
            for (var i = 0; i < 1000; i++)
            {
                _ = x.alias();
                _ = x.to(ScalarType.Float32);
                _ = cat([x, x], 0);
                _ = x[1..3];
                _ = x.chunk(2);
                using var accessor = x.data<float>();
                _ = accessor.ToArray();
            }
        }
        Assert.Equal(1, LibtorchInfo.UseCount(x));
    }

    [Fact]
    public void Failing_calls_keep_no_reference()
    {
        using var x = ones(4);
        using var y = ones(5);
        for (var i = 0; i < 100; i++) Assert.ThrowsAny<Exception>(() => x + y);
        Assert.Equal(1, LibtorchInfo.UseCount(x));
        Assert.Equal(1, LibtorchInfo.UseCount(y));
    }

    private static void AssertFlat(Action<Tensor> operation)
    {
        using var x = ones(64 * 1024);
        for (var i = 0; i < 500; i++) operation(x);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Resident();
        for (var i = 0; i < Operations; i++) operation(x);
        var grown = Resident() - before;
        Assert.True(grown < AllowedGrowth, $"{Operations} results of 256 KB left {grown >> 20} MB behind");
    }

    private static long Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal)) * 1024;
    }
}
