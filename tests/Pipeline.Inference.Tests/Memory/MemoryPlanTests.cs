using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference.Tests;

public sealed class MemoryPlanTests : IDisposable
{
    private const long MiB = 1 << 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("memory").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_large_budget_keeps_batch_and_overlap_and_a_small_one_gives_them_up()
    {
        string[][] cases = [[Image(256, 256, 40)], [Image(256, 256, 40)]];
        MemoryPlan wide = Plan(cases, 4096);
        Assert.True(wide.Overlap);
        Assert.Equal(4, wide.Batch);

        MemoryPlan tight = Plan(cases, (long)(wide.Total * MemoryPlan.Headroom / MiB) - 1);
        Assert.True(tight.Total < wide.Total);
        Assert.True(tight.Batch < 4);

        MemoryPlan tighter = Plan(cases, (long)((wide.Total - (wide.Images / 2)) * MemoryPlan.Headroom / MiB) + 1);
        Assert.False(tighter.Overlap);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_the_start_with_the_need()
    {
        DeviceUnavailableException e = Assert.Throws<DeviceUnavailableException>(() => Plan([[Image(128, 128, 8)]], 32));
        Assert.Contains("the budget is 32 MiB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_time_flips_hold_one_more_output()
    {
        string[][] cases = [[Image(64, 32, 8)]];
        Card card = TinyCards.Card(divisor: 16);

        Assert.Equal(4 * 2 * 64 * 32 * sizeof(float), Plan(cases, 4096, card with { TestTimeFlips = true }).Network - Plan(cases, 4096, card).Network);
    }

    [Fact]
    public void Images_that_cannot_be_read_are_left_to_the_reader() =>
        Assert.Equal(0, Plan([["absent.nii.gz"]], 4096).Images);

    private static MemoryPlan Plan(string[][] cases, long mebibytes, Card? card = null) => MemoryPlan.For(
        card ?? TinyCards.Card(divisor: 16), TinyModels.Thresholds([0.5f]), only: null, cases, new SegmenterOptions { MaxMemoryBytes = mebibytes * MiB });

    private string Image(int x, int y, int z)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName() + ".nii.gz");
        ImageFile.Write(path, Volumes.Float(x, y, z, (_, _, _) => 0));
        return path;
    }
}
