using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class ModuleLifetimeTests
{
    [Fact]
    public void Weights_outlive_the_scope_in_which_the_layer_was_made()
    {
        TorchSharp.Modules.Conv2d conv;
        TorchSharp.Modules.BatchNorm2d norm;
        using (NewDisposeScope())
        {
            conv = Conv2d(1, 1, 3);
            norm = BatchNorm2d(1);
        }

        using (conv)
        using (norm)
        {
            Assert.False(conv.weight.IsInvalid);
            Assert.False(conv.bias!.IsInvalid);
            Assert.False(norm.running_mean!.IsInvalid);
        }
    }

    [Fact]
    public void Disposing_a_network_disposes_what_it_holds()
    {
        var net = Sequential(Conv2d(1, 1, 3), BatchNorm2d(1));
        var tensors = net.state_dict().Values.ToList();
        net.Dispose();
        net.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Making_and_disposing_a_network_leaves_nothing()
    {
        using var scope = NewDisposeScope();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), GroupNorm(1, 2), Linear(2, 2), PReLU(1), LayerNorm(2))) { }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Replacing_a_weight_disposes_the_one_before()
    {
        using var linear = Linear(2, 2);
        var before = linear.weight;
        linear.weight = Parameter(zeros([2, 2]));
        Assert.True(before.IsInvalid);
        Assert.Equal(0, linear.state_dict()["weight"].abs().sum().item<float>());
    }
}
