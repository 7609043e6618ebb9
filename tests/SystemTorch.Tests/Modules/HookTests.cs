using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class HookTests
{
    [Fact]
    public void Hooks_run_around_forward_and_can_change_values()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        var calls = new List<string>();
        module.register_forward_pre_hook((_, x) => { calls.Add("before"); return x + 1; });
        module.register_forward_hook((_, x, y) => { calls.Add("after"); return y * 10; });
        module.register_forward_pre_hook(_ => calls.Add("module before"));
        module.register_forward_hook(_ => calls.Add("module after"));
        Assert.Equal(30, module.call(tensor(2f)).item<float>());
        Assert.Equal(["module before", "before", "after", "module after"], calls);
    }

    [Fact]
    public void Hook_that_returns_null_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        module.register_forward_pre_hook((_, _) => null!);
        module.register_forward_hook((_, _, _) => null!);
        Assert.Equal(2, module.call(tensor(2f)).item<float>());
    }

    [Fact]
    public void Removed_hook_does_not_run()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        var calls = 0;
        var remover = module.register_forward_hook(_ => calls++);
        module.call(tensor(1f));
        remover.remove();
        module.call(tensor(1f));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Forward_alone_runs_no_hook()
    {
        using var scope = NewDisposeScope();
        using var module = Identity();
        module.register_forward_hook((_, _, y) => y * 10);
        Assert.Equal(2, module.forward(tensor(2f)).item<float>());
    }

    [Fact]
    public void Loss_with_two_inputs_has_hooks_too()
    {
        using var scope = NewDisposeScope();
        using var loss = MSELoss();
        loss.register_forward_pre_hook((_, x, y) => (x + 3, y));
        loss.register_forward_hook((_, _, _, result) => result + 1);
        Assert.Equal(5, loss.call(tensor(0f), tensor(1f)).item<float>());
    }
}
