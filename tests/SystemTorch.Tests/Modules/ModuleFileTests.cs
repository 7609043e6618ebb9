using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

/// <summary>TorchSharp's own <c>.dat</c> form of weights.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class ModuleFileTests
{
    [Fact]
    public void Bytes_are_the_documented_ones()
    {
        using var net = Linear(2, 1, hasBias: false);
        init.constant_(net.weight, 1.5);
        using var stream = new MemoryStream();
        net.save(stream);
        byte[] expected =
        [
            1, // entries
            6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t',
            6, 2, 1, 2, // Float32, two axes, [1, 2]
            0, 0, 0xC0, 0x3F, 0, 0, 0xC0, 0x3F, // 1.5f twice
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void What_is_saved_comes_back_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var saved = Net();
        saved.call(randn([2, 1, 5, 5]));
        using var loaded = Net();
        loaded.load(new MemoryStream(Saved(saved)));
        foreach (var (key, tensor) in saved.state_dict()) Assert.True(tensor.Equals(loaded.state_dict()[key]), key);
        Assert.Equal(1, loaded.state_dict()["1.num_batches_tracked"].item<long>());
    }

    [Fact]
    public void File_round_trip_keeps_the_output()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var scope = NewDisposeScope();
            using var saved = Net();
            using var loaded = Net();
            saved.eval();
            loaded.eval();
            saved.save(path);
            loaded.load(path);
            var x = randn([1, 1, 5, 5]);
            Assert.True(saved.call(x).Equals(loaded.call(x)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Other_network_is_refused()
    {
        using var saved = Net();
        using var other = Linear(1, 1);
        Assert.Throws<ArgumentException>(() => other.load(new MemoryStream(Saved(saved))));
    }

    [Fact]
    public void Same_number_of_entries_with_another_name_is_refused()
    {
        using var saved = Sequential(("a", Linear(1, 1)));
        using var other = Sequential(("b", Linear(1, 1)));
        var error = Assert.Throws<ArgumentException>(() => other.load(new MemoryStream(Saved(saved))));
        Assert.Contains("a.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loose_loading_takes_what_fits_and_says_what_it_found()
    {
        using var saved = Sequential(("a", Linear(1, 1)), ("c", Linear(1, 1)));
        using var other = Sequential(("a", Linear(1, 1)), ("b", Linear(1, 1)));
        var found = new Dictionary<string, bool>(StringComparer.Ordinal);
        other.load(new MemoryStream(Saved(saved)), strict: false, loadedParameters: found);
        Assert.Equal(new Dictionary<string, bool>(StringComparer.Ordinal) { ["a.weight"] = true, ["a.bias"] = true, ["c.weight"] = false, ["c.bias"] = false }, found);
        Assert.True(saved.state_dict()["a.weight"].Equals(other.state_dict()["a.weight"]));
    }

    [Fact]
    public void Skipped_entries_are_read_past()
    {
        using var saved = Linear(2, 2);
        using var loaded = Linear(2, 2);
        var before = loaded.weight.detach().data<float>().ToArray();
        loaded.load(new MemoryStream(Saved(saved)), skip: ["weight"]);
        Assert.Equal(before, loaded.weight.detach().data<float>().ToArray());
        Assert.True(saved.bias!.Equals(loaded.bias!));
    }

    [Fact]
    public void Skipped_entries_are_not_saved()
    {
        using var saved = Linear(2, 2);
        using var stream = new MemoryStream();
        saved.save(stream, skip: ["weight"]);
        Assert.Equal(1, stream.ToArray()[0]);
    }

    private static TorchSharp.Modules.Sequential Net() => Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), Flatten(), Linear(18, 2));

    private static byte[] Saved(Module module)
    {
        using var stream = new MemoryStream();
        module.save(stream);
        return stream.ToArray();
    }
}
