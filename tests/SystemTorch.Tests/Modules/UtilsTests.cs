using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests.Modules;

[Collection(GlobalRandomCollection.Name)]
public sealed class UtilsTests
{
    public static TheoryData<string> Clippings => NnGolden.Names("clipping");

    [Theory]
    [MemberData(nameof(Clippings))]
    public void Clipping_by_norm_equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (p, limit) = name switch
        {
            "1" => (1, 2.0),
            "inf" => (double.PositiveInfinity, 0.5),
            "loose" => (2, 1e3),
            _ => (2, 1.5),
        };
        manual_seed(17);
        List<Parameter> parameters = [nn.Parameter(randn([3, 2])), nn.Parameter(randn([4]))];
        foreach (var parameter in parameters) parameter.grad = randn_like(parameter);
        var golden = NnGolden.Section("clipping").GetProperty(name);
        Assert.Equal(golden.GetProperty("norm").GetDouble(), nn.utils.clip_grad_norm_(parameters, limit, p), 6);
        var grads = golden.GetProperty("grads").EnumerateArray().ToList();
        for (var i = 0; i < parameters.Count; i++) NnGolden.AssertEqual(grads[i], parameters[i].grad!, 1e-7, $"gradient {i}");
    }

    [Fact]
    public void Clipping_without_gradients_does_nothing()
    {
        using var parameter = nn.Parameter(ones([2]));
        Assert.Equal(0, nn.utils.clip_grad_norm_([parameter], 1));
    }

    [Fact]
    public void Clipping_by_value_limits_every_element()
    {
        using var parameter = nn.Parameter(zeros([3]));
        parameter.grad = tensor(new[] { -2f, 0.5f, 9f });
        nn.utils.clip_grad_value_([parameter], 1);
        Assert.Equal([-1f, 0.5f, 1f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Parameters_go_into_a_vector_and_back()
    {
        using var scope = NewDisposeScope();
        List<Parameter> parameters = [nn.Parameter(arange(4, dtype: ScalarType.Float32).reshape(2, 2)), nn.Parameter(ones([1]))];
        var vector = nn.utils.parameters_to_vector(parameters);
        Assert.Equal([0f, 1f, 2f, 3f, 1f], vector.detach().data<float>().ToArray());
        nn.utils.vector_to_parameters(vector.detach() * 2, parameters);
        Assert.Equal([0f, 2f, 4f, 6f], parameters[0].detach().data<float>().ToArray());
        Assert.Equal([2, 2], parameters[0].shape);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fused_convolution_does_what_convolution_and_batch_norm_did(bool transposed)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using Convolution conv = transposed ? nn.ConvTranspose2d(2, 3, 3) : nn.Conv2d(2, 3, 3);
        using var norm = Trained(3, [4, 3, 5, 5]);
        conv.eval();
        norm.eval();
        var (weight, bias) = nn.utils.fuse_conv_bn_weights(conv.weight, conv.bias, norm.running_mean!, norm.running_var!, norm.eps, norm.weight, norm.bias, transposed);
        var x = randn([2, 2, 6, 6]);
        var fused = transposed ? F.conv_transpose2d(x, weight, bias) : F.conv2d(x, weight, bias);
        Assert.True(allclose(norm.call(conv.call(x)), fused, 1e-5, 1e-6));
        Assert.True(weight.requires_grad && weight.is_leaf);
    }

    [Fact]
    public void Fused_linear_layer_does_what_linear_and_batch_norm_did()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var linear = nn.Linear(4, 3);
        using var norm = Trained(3, [6, 3, 2, 2]);
        Assert.Throws<InvalidOperationException>(() => nn.utils.fuse_linear_bn_eval(linear, norm));
        linear.eval();
        norm.eval();
        using var fused = nn.utils.fuse_linear_bn_eval(linear, norm);
        var x = randn([5, 4]);
        var expected = norm.call(linear.call(x).reshape(5, 3, 1, 1)).reshape(5, 3);
        Assert.True(allclose(expected, fused.call(x), 1e-5, 1e-6));
    }

    /// <summary>A batch norm with statistics, scale and shift that are not the initial ones.</summary>
    private static BatchNorm2d Trained(long channels, long[] shape)
    {
        var norm = nn.BatchNorm2d(channels);
        nn.init.normal_(norm.weight, 1, 0.2);
        nn.init.normal_(norm.bias!, 0, 0.5);
        norm.call(randn(shape) * 2 + 1);
        return norm;
    }
}
