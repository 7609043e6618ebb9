using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class ModuleRegistrationTests
{
    [Fact]
    public void Fields_become_keys_and_base_classes_count()
    {
        using var net = new Derived();
        Assert.Equal(
            ["renamed", "own.weight", "own.bias", "inherited.weight", "inherited.bias"],
            net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["table"], net.named_buffers().Select(entry => entry.name));
        Assert.Equal(["own", "inherited"], net.named_children().Select(entry => entry.name));
    }

    [Fact]
    public void Tensor_field_is_a_buffer_in_the_state()
    {
        using var net = new Derived();
        Assert.Contains("table", net.state_dict().Keys);
        Assert.True(net.has_buffer("table"));
        Assert.False(net.has_parameter("table"));
    }

    [Fact]
    public void Array_of_modules_is_not_seen()
    {
        using var net = new Derived();
        Assert.DoesNotContain(net.named_parameters(), entry => entry.name.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Finds_what_is_below_by_dotted_name()
    {
        using var net = new Derived();
        Assert.Equal([3, 2], net.get_parameter("own.weight")!.shape);
        Assert.Null(net.get_parameter("own.nothing"));
        Assert.Null(net.get_parameter("nobody.weight"));
        Assert.True(net.has_parameter("inherited.bias"));
    }

    [Fact]
    public void Registering_twice_is_refused()
    {
        using var net = new Derived();
        Assert.Throws<InvalidOperationException>(() => net.register_parameter("renamed", Parameter(zeros([1]))));
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("table", zeros([1])));
        Assert.Throws<InvalidOperationException>(() => net.register_module("own", Linear(1, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void Module_name_without_meaning_is_refused(string name)
    {
        using var net = new Derived();
        Assert.Throws<ArgumentException>(() => net.add_module(name, Linear(1, 1)));
    }

    [Fact]
    public void Layer_without_weights_refuses_them()
    {
        using var relu = ReLU();
        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("weight", Parameter(zeros([1]))));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("weight", zeros([1])));
    }

    [Fact]
    public void Buffer_that_is_not_persistent_is_not_in_the_state()
    {
        using var net = new Derived();
        net.register_buffer("scratch", zeros([1]), persistent: false);
        Assert.Contains("scratch", net.named_buffers().Select(entry => entry.name));
        Assert.DoesNotContain("scratch", net.state_dict().Keys);
    }

    [Fact]
    public void Parameter_takes_the_tensor_over()
    {
        using var data = ones([2]);
        using var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(parameter.is_leaf);
    }

    [Fact]
    public void Shared_parameter_is_given_once_but_saved_under_each_name()
    {
        using var net = new Tied();
        Assert.Equal(["a.weight"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["a.weight", "b.weight"], net.state_dict().Keys);
    }

    private class Base : Module<Tensor, Tensor>
    {
        private readonly Linear inherited = Linear(2, 2);

        protected Base() : base(nameof(Base)) { }

        public override Tensor forward(Tensor input) => inherited.call(input);
    }

    private sealed class Derived : Base
    {
        private readonly Linear own = Linear(2, 3);
        private readonly Tensor table = arange(4);
        private readonly Linear[] hidden = [Linear(1, 1)];

        [ComponentName(Name = "renamed")]
        private readonly Parameter _p = Parameter(zeros([2]));

        public Derived() => RegisterComponents();

        public override Tensor forward(Tensor input) => own.call(input) + hidden.Length + table.sum() + _p.sum();
    }

    private sealed class Tied : Module<Tensor, Tensor>
    {
        private readonly Linear a;
        private readonly Linear b;

        public Tied() : base(nameof(Tied))
        {
            a = Linear(2, 2, hasBias: false);
            b = Linear(a.weight);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => b.call(a.call(input));
    }
}
