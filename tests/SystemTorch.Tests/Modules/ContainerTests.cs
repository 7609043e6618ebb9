using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class ContainerTests
{
    [Fact]
    public void Sequential_numbers_its_children_or_takes_their_names()
    {
        using var numbered = Sequential(Linear(1, 1), ReLU(), Linear(1, 1, hasBias: false));
        using var named = Sequential(("first", Linear(1, 1)), ("second", ReLU()));
        named.append("third", Linear(1, 1, hasBias: false)).append(Linear(1, 1, hasBias: false));
        Assert.Equal(["0.weight", "0.bias", "2.weight"], numbered.state_dict().Keys);
        Assert.Equal(["first.weight", "first.bias", "third.weight", "3.weight"], named.state_dict().Keys);
        Assert.Equal(4, named.Count);
    }

    [Fact]
    public void Sequential_slices_hold_the_same_modules()
    {
        using var net = Sequential(ReLU(), GELU(), SiLU());
        Assert.Same(net[1], net[1..][0]);
        Assert.Equal(2, net[(null, 2)].Count);
        Assert.Equal(["1", "2"], net[1..].named_children().Select(entry => entry.name));
        Assert.Throws<ArgumentOutOfRangeException>(() => net[(0, 9)]);
    }

    [Fact]
    public void Empty_Sequential_gives_its_input()
    {
        using var scope = NewDisposeScope();
        var x = ones([2]);
        using (var y = Sequential().call(x)) Assert.True(y.Equals(x));
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void Sequential_disposes_what_lies_between_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Identity(), ReLU(inplace: true), Identity());
        var x = ones([2]);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var y = net.call(x);
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(2, y.sum().item<float>() + x.sum().item<float>() - 2);
    }

    [Fact]
    public void Lists_and_dictionaries_register_what_they_hold()
    {
        using var net = new Holder();
        Assert.Equal(
            ["blocks.0.weight", "blocks.1.weight", "heads.seg.weight", "heads.cls.weight", "scales.0", "scales.1"],
            net.state_dict().Keys);
        Assert.Equal(6, net.parameters().Count());
        Assert.Same(net.Blocks[1], net.named_modules().Single(entry => entry.name == "blocks.1").module);
        Assert.Equal([3], net.get_parameter("scales.1")!.shape);
    }

    [Fact]
    public void Module_dictionary_keeps_its_order()
    {
        using var dict = ModuleDict(("b", (Module)ReLU()), ("a", GELU()));
        Assert.Equal(["b", "a"], dict.keys());
        Assert.Equal(["b", "a"], dict.Keys);
        Assert.Equal("a", dict[1].Item1);
        Assert.True(dict.Remove("b"));
        Assert.False(dict.ContainsKey("b"));
    }

    private sealed class Holder : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> blocks = ModuleList(Linear(1, 1, hasBias: false), Linear(1, 1, hasBias: false));
        private readonly ModuleDict<Module> heads = new() { { "seg", Linear(1, 2, hasBias: false) }, { "cls", Linear(1, 3, hasBias: false) } };
        private readonly ParameterList scales = ParameterList(Parameter(ones([2])), Parameter(ones([3])));

        public Holder() : base(nameof(Holder)) => RegisterComponents();

        public ModuleList<Linear> Blocks => blocks;

        public override Tensor forward(Tensor input) => ((Linear)heads["seg"]).call(blocks[1].call(blocks[0].call(input))) * scales[0];
    }
}
