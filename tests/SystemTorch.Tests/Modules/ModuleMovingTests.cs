using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class ModuleMovingTests
{
    [Fact]
    public void Conversion_changes_weights_and_buffers_but_not_counters()
    {
        using var net = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        Assert.Same(net, net.to(ScalarType.Float64));
        foreach (var (key, tensor) in net.state_dict())
        {
            Assert.Equal(key == "1.num_batches_tracked" ? ScalarType.Int64 : ScalarType.Float64, tensor.dtype);
        }
    }

    [Fact]
    public void Converted_net_computes_and_learns_in_the_new_type()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2)).@double();
        var y = net.call(randn([1, 1, 4, 4], dtype: ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, y.dtype);
        (y * y * y).sum().backward();
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.grad!.dtype));
        Assert.All(net.parameters(), parameter => Assert.True(parameter.is_leaf && parameter.requires_grad));
    }

    [Fact]
    public void Fields_point_to_what_was_converted()
    {
        using var scope = NewDisposeScope();
        using var net = new Scaled();
        net.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, net.call(ones([1], dtype: ScalarType.Float64)).dtype);
        Assert.Equal(ScalarType.Int64, net.Table.dtype);
        Assert.Equal(ScalarType.Float64, net.List[0].dtype);
    }

    [Fact]
    public void Gradient_moves_along()
    {
        using var scope = NewDisposeScope();
        using var net = Linear(2, 1);
        net.call(ones([1, 2])).sum().backward();
        net.@double();
        Assert.Equal(ScalarType.Float64, net.weight.grad!.dtype);
        Assert.Equal(2, net.weight.grad!.sum().item<double>());
    }

    [Fact]
    public void Same_device_and_type_keeps_the_tensors()
    {
        using var net = Linear(2, 1);
        var weight = net.weight;
        net.to(ScalarType.Float32).to(DeviceType.CPU).cpu();
        Assert.Same(weight, net.weight);
    }

    [Fact]
    public void Integer_type_is_refused()
    {
        using var net = Linear(2, 1);
        Assert.Throws<ArgumentException>(() => net.@int());
    }

    private sealed class Scaled : Module<Tensor, Tensor>
    {
        private readonly Parameter scale = Parameter(full([1], 2f));
        private readonly Tensor shift = full([1], 1f);
        private readonly Tensor table = arange(3);
        private readonly ParameterList list = ParameterList(Parameter(zeros([1])));

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public Tensor Table => table;

        public ParameterList List => list;

        public override Tensor forward(Tensor input) => input * scale + shift + list[0];
    }
}
