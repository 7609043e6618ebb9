using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class ModuleModeTests
{
    [Fact]
    public void Evaluation_mode_reaches_every_module_and_back()
    {
        using var net = Sequential(Conv2d(1, 1, 1), Sequential(Dropout(), BatchNorm2d(1)));
        Assert.True(net.training);
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Evaluation_mode_switches_dropout_off()
    {
        using var scope = NewDisposeScope();
        using var dropout = Dropout(0.9);
        var x = ones([100]);
        dropout.eval();
        Assert.True(dropout.call(x).Equals(x));
        dropout.train();
        Assert.False(dropout.call(x).Equals(x));
    }

    [Fact]
    public void Modules_are_named_children_first()
    {
        using var net = Sequential(("a", Sequential(ReLU(), ReLU())), ("b", ReLU()));
        Assert.Equal(["a", "b", "a.0", "a.1"], net.named_modules().Select(entry => entry.name));
    }

    [Fact]
    public void Apply_visits_every_module_once_and_itself_last()
    {
        using var net = Sequential(ReLU(), Sequential(ReLU(), GELU()));
        var seen = new List<string>();
        net.apply(module => seen.Add(module.GetName()));
        Assert.Equal(["ReLU", "ReLU", "GELU", "Sequential", "Sequential"], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_can_be_dropped_or_zeroed(bool toNone)
    {
        using var scope = NewDisposeScope();
        using var net = Linear(2, 2);
        net.call(ones([1, 2])).sum().backward();
        Assert.NotNull(net.weight.grad);
        net.zero_grad(toNone);
        if (toNone) Assert.Null(net.weight.grad);
        else Assert.Equal(0, net.weight.grad!.abs().sum().item<float>());
    }
}
