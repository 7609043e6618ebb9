using FsCheck;
using FsCheck.Fluent;

namespace Pipeline.Bundles.Tests;

public sealed class HostileModelTests
{
    public static TheoryData<string> Names => [.. HostileModels.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_by_its_rule_in_one_line_that_names_the_file(string name)
    {
        (_, string rule, Func<byte[]> model) = HostileModels.All.Single(m => m.Name == name);
        byte[] bytes = model();
        var error = Assert.Throws<BundleException>(() => OnnxWalk.Check(bytes));
        Assert.True(rule == error.Rule, $"expected rule {rule}, found {error.Rule}: {error.Message}");
        Assert.StartsWith("model.onnx: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 600, error.Message);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c));
    }

    [Fact]
    public void Sample_is_accepted_so_that_the_refusals_mean_something()
    {
        Assert.Equal(3, OnnxWalk.Check(new OnnxSample().ToArray()).Nodes);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] model = new OnnxSample().ToArray();
        for (int length = 0; length < model.Length; length++)
        {
            Assert.Throws<BundleException>(() => OnnxWalk.Check(model.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Every_single_byte_change_is_accepted_or_refused_and_never_a_crash()
    {
        byte[] model = new OnnxSample().ToArray();
        for (int at = 0; at < model.Length; at++)
        {
            byte old = model[at];
            foreach (int value in (int[])[0, 1, 0x7F, 0x80, 0xFF, .. Enumerable.Range(0, 8).Select(bit => old ^ (1 << bit))])
            {
                model[at] = (byte)value;
                AcceptedOrRefused(model);
            }
            model[at] = old;
        }
    }

    [Fact]
    public void Any_byte_string_yields_only_the_bundle_exception() =>
        Prop.ForAll<byte[]>(bytes => AcceptedOrRefused(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_splice_of_hostile_models_yields_only_the_bundle_exception()
    {
        byte[][] models = [.. HostileModels.All.Select(m => m.Model()).Where(m => m.Length is > 0 and < 10_000)];
        Prop.ForAll<(int First, int Second, int From, int To)>(x =>
        {
            byte[] a = models[Index(x.First, models.Length)], b = models[Index(x.Second, models.Length)];
            AcceptedOrRefused([.. a[..Index(x.From, a.Length)], .. b[Index(x.To, b.Length)..]]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Claimed_sizes_allocate_nothing()
    {
        byte[] huge = new Proto().Varint(1, 8).Tag(7, 2).Number(int.MaxValue).Raw(new byte[64]).ToArray();
        OnnxWalkFails(huge);
        long before = GC.GetAllocatedBytesForCurrentThread();
        OnnxWalkFails(huge);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    private static void OnnxWalkFails(byte[] model) => Assert.Throws<BundleException>(() => OnnxWalk.Check(model));

    private static int Index(int any, int count) => (int)((uint)any % (uint)count);

    private static void AcceptedOrRefused(ReadOnlySpan<byte> bytes)
    {
        try { OnnxWalk.Check(bytes); }
        catch (BundleException) { }
    }
}
