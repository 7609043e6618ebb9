using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

[Collection(GlobalRandomCollection.Name)]
public class SettingsTests
{
    [Fact]
    public void Threads_are_set_and_checked()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(2);
            Assert.Equal(2, get_num_threads());
            Assert.Throws<ArgumentOutOfRangeException>(() => set_num_threads(0));
            Assert.True(LibtorchInfo.InteropThreads > 0);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void The_default_device_is_used_by_factories()
    {
        try
        {
            set_default_device("meta");
            using var x = zeros(2);
            Assert.Equal(DeviceType.META, x.device.type);
        }
        finally
        {
            set_default_device(CPU);
        }
        Assert.Equal(DeviceType.CPU, get_default_device().type);
    }

    [Fact]
    public void Deterministic_algorithms_are_switched_and_put_back()
    {
        Assert.False(LibtorchInfo.DeterministicAlgorithms);
        LibtorchInfo.DeterministicAlgorithms = true;
        Assert.True(LibtorchInfo.DeterministicAlgorithms);
        LibtorchInfo.DeterministicAlgorithms = false;
    }

    [Fact]
    public void Convolution_gives_the_same_with_and_without_oneDNN()
    {
        using var scope = NewDisposeScope();
        if (!LibtorchInfo.HasMkldnn) return;
        var (x, w) = (Golden.Fill([1, 2, 8, 8], 0.1), Golden.Fill([3, 2, 3, 3], 0.7));
        var conv = new Op("conv2d");
        var fast = Golden.Values(Aten.Call(conv, x, w));
        LibtorchInfo.MkldnnEnabled = false;
        try
        {
            Assert.False(LibtorchInfo.MkldnnEnabled);
            Golden.AssertClose(fast, Golden.Values(Aten.Call(conv, x, w)), 1e-5, "conv2d");
        }
        finally
        {
            LibtorchInfo.MkldnnEnabled = true;
        }
    }
}
