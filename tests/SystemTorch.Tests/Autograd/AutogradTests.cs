using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Autograd;

public class AutogradTests
{
    [Fact]
    public void Grad_gives_one_tensor_per_input_and_null_for_an_unused_one()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        var loss = (x * 3).sum();
        var gradients = autograd.grad([loss], [x, y], retain_graph: true, allow_unused: true);
        Assert.Equal([3.0, 3], Golden.Values(gradients[0]));
        Assert.Null(gradients[1]);
        Assert.Null(x.grad);
        var error = Assert.Throws<ExternalException>(() => autograd.grad([loss], [x, y]));
        Assert.Contains("allow_unused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_derivatives_go_through_create_graph()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12, first.item<double>(), 12);
        Assert.Equal(12, second.item<double>(), 12);
    }

    [Fact]
    public void Backward_accumulates_and_a_freed_graph_says_so()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var loss = (x * x).sum();
        autograd.backward(loss, retain_graph: true);
        loss.backward();
        Assert.Equal([4.0, 4], Golden.Values(x.grad!));
        var error = Assert.Throws<ExternalException>(loss.backward);
        Assert.Contains("second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_weights_the_outputs_and_can_be_limited_to_inputs()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        autograd.backward(x * y * 2, tensor(new[] { 1f, 10 }), inputs: [x]);
        Assert.Equal([2.0, 20], Golden.Values(x.grad!));
        Assert.Null(y.grad);
        x.grad = zeros(2);
        Assert.Equal([0.0, 0], Golden.Values(x.grad));
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void A_tensor_that_is_no_leaf_keeps_its_gradient_on_request()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = x * 2;
        Assert.True(x.is_leaf);
        Assert.False(y.is_leaf);
        y.retain_grad();
        y.sum().backward();
        Assert.Equal([1.0, 1], Golden.Values(y.grad!));
        Assert.False(y.detach().requires_grad);
    }

    [Fact]
    public void Modes_nest_and_come_back()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        using (set_grad_enabled(false)) Assert.False(is_grad_enabled());
        using (inference_mode())
        {
            var y = x * 2;
            Assert.False(y.requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Grad_mode_belongs_to_the_thread()
    {
        using var quiet = no_grad();
        var elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(elsewhere);
    }

    [Fact]
    public void An_in_place_operator_on_a_leaf_is_refused_outside_no_grad()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Assert.Contains("leaf", Assert.Throws<ExternalException>(() => x.add_(1)).Message, StringComparison.Ordinal);
        using (no_grad()) Assert.Same(x, x.add_(1));
        Assert.Equal([2.0, 2], Golden.Values(x));
    }

    [Fact]
    public void Anomaly_mode_is_set_and_put_back()
    {
        Assert.False(AnomalyMode.IsEnabled);
        using (autograd.detect_anomaly(check_nan: false))
        {
            Assert.True(AnomalyMode.IsEnabled);
            Assert.False(AnomalyMode.ShouldCheckNaN);
        }
        Assert.False(AnomalyMode.IsEnabled);
    }
}
