using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class StateDictTests
{
    [Fact]
    public void Has_parameters_before_buffers_under_PyTorchs_keys()
    {
        using var net = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"],
            net.state_dict().Keys);
        Assert.Equal(ScalarType.Int64, net.state_dict()["1.num_batches_tracked"].dtype);
    }

    [Fact]
    public void Prefix_and_destination_are_used()
    {
        using var net = Linear(1, 1);
        var destination = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        Assert.Same(destination, net.state_dict(destination, "encoder"));
        Assert.Equal(["encoder.weight", "encoder.bias"], destination.Keys);
    }

    [Fact]
    public void Loading_copies_values_and_keeps_the_tensors()
    {
        using var source = Linear(3, 2);
        using var target = Linear(3, 2);
        var handle = target.weight.Handle;
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(handle, target.weight.Handle);
        Assert.Equal(source.weight.detach().data<float>().ToArray(), target.weight.detach().data<float>().ToArray());
        Assert.True(target.weight.requires_grad);
        Assert.True(target.weight.is_leaf);
    }

    [Fact]
    public void Strict_loading_names_what_does_not_fit()
    {
        using var target = Linear(3, 2);
        using var stranger = zeros([1]);
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weight"] = target.weight, ["gamma"] = stranger };
        var error = Assert.Throws<InvalidOperationException>(() => target.load_state_dict(state));
        Assert.Contains("missing [bias]", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected [gamma]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loose_loading_reports_what_does_not_fit()
    {
        using var target = Linear(3, 2);
        using var stranger = zeros([1]);
        using var weight = ones([2, 3]);
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weight"] = weight, ["gamma"] = stranger };
        var (missing, unexpected) = target.load_state_dict(state, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["gamma"], unexpected);
        Assert.Equal(6, target.weight.sum().item<float>());
    }

    [Fact]
    public void Skipped_keys_are_neither_copied_nor_reported()
    {
        using var target = Linear(3, 2);
        var before = target.bias!.detach().data<float>().ToArray();
        using var weight = ones([2, 3]);
        using var bias = full([2], 9f);
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weight"] = weight, ["bias"] = bias };
        var (missing, unexpected) = target.load_state_dict(state, skip: ["bias"]);
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(before, target.bias!.detach().data<float>().ToArray());
    }
}
