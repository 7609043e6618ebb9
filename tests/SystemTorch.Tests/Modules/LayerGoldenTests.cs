using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

/// <summary>Initialisation, forward, gradients, buffers and evaluation mode of each layer against PyTorch 1.13.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class LayerGoldenTests
{
    private const double Tolerance = 1e-6;

    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> Layers = new()
    {
        ["Conv2d"] = () => Conv2d(2, 3, 3, padding: 1),
        ["Conv2d strided, grouped, dilated"] = () => Conv2d(2, 4, (3, 2), stride: (2, 1), padding: (2, 0), dilation: (2, 1), groups: 2, bias: false),
        ["Conv2d reflect"] = () => Conv2d(1, 2, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect),
        ["Conv2d circular"] = () => Conv2d(1, 2, (3, 3), padding: (2, 1), padding_mode: PaddingModes.Circular),
        ["Conv2d same"] = () => Conv2d(1, 1, (2, 3), Padding.Same),
        ["Conv2d same replicate"] = () => Conv2d(1, 1, (2, 3), Padding.Same, padding_mode: PaddingModes.Replicate),
        ["Conv3d"] = () => Conv3d(1, 2, (1, 3, 3), padding: (0, 1, 1)),
        ["ConvTranspose2d"] = () => ConvTranspose2d(2, 3, 2, stride: 2),
        ["ConvTranspose2d output padding"] = () => ConvTranspose2d(1, 2, (3, 3), stride: (2, 3), padding: (1, 1), output_padding: (1, 2)),
        ["ConvTranspose3d"] = () => ConvTranspose3d(2, 1, (1, 2, 2), stride: (1, 2, 2)),
        ["Linear"] = () => Linear(4, 3),
        ["BatchNorm2d"] = () => BatchNorm2d(2),
        ["BatchNorm2d cumulative"] = () => Cumulative(BatchNorm2d(2, affine: false)),
        ["BatchNorm3d"] = () => BatchNorm3d(2, 1e-3, 0.3),
        ["InstanceNorm2d"] = () => InstanceNorm2d(2),
        ["InstanceNorm2d tracking"] = () => InstanceNorm2d(2, affine: true, track_running_stats: true),
        ["GroupNorm"] = () => GroupNorm(2, 4),
        ["LayerNorm"] = () => LayerNorm([2, 3]),
        ["PReLU"] = () => PReLU(2),
        ["ReLU"] = () => ReLU(),
        ["LeakyReLU"] = () => LeakyReLU(0.1),
        ["ELU"] = () => ELU(0.7),
        ["GELU"] = () => GELU(),
        ["GELU tanh"] = () => GELU(TorchSharp.Modules.GELU.Approximate.tanh),
        ["SiLU"] = () => SiLU(),
        ["Sigmoid"] = () => Sigmoid(),
        ["Softmax"] = () => Softmax(1),
        ["MaxPool2d"] = () => MaxPool2d(3, 2, 1),
        ["MaxPool3d"] = () => MaxPool3d((1, 2, 2)),
        ["AvgPool2d"] = () => AvgPool2d((3, 2), (2, 2), (1, 1), count_include_pad: false),
        ["AdaptiveAvgPool2d"] = () => AdaptiveAvgPool2d((2, 3)),
        ["Upsample nearest"] = () => Upsample(scale_factor: [2, 2]),
        ["Upsample bilinear"] = () => Upsample(scale_factor: [2, 1.5], mode: UpsampleMode.Bilinear, align_corners: false),
        ["Upsample bilinear aligned"] = () => Upsample([4, 5], mode: UpsampleMode.Bilinear, align_corners: true),
        ["Upsample bicubic"] = () => Upsample([4, 5], mode: UpsampleMode.Bicubic),
        ["Upsample trilinear"] = () => Upsample([2, 3, 4], mode: UpsampleMode.Trilinear),
        ["Flatten"] = () => Flatten(),
        ["PixelShuffle"] = () => PixelShuffle(2),
        ["ReflectionPad2d"] = () => ReflectionPad2d((1, 2, 0, 1)),
        ["ZeroPad2d"] = () => ZeroPad2d(1),
        ["Dropout"] = () => Dropout(0.3),
        ["Dropout2d"] = () => Dropout2d(0.4),
        ["Dropout3d"] = () => Dropout3d(0.4),
        ["Sequential"] = () => Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), ReLU(inplace: true), Dropout(0.5), Flatten(), Linear(8, 2)),
    };

    public static TheoryData<string> Names => NnGolden.Names("layers");

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch_from_the_same_seed(string name)
    {
        using var scope = NewDisposeScope();
        var golden = NnGolden.Section("layers").GetProperty(name);
        manual_seed(golden.GetProperty("seed").GetInt64());
        using var module = Layers[name]();
        AssertAll(golden.GetProperty("initial"), module.state_dict(), 0);

        var shape = golden.GetProperty("input").GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var input = randn(shape, requires_grad: true);
        NnGolden.AssertEqual(golden.GetProperty("input"), input, 0, "input");

        var output = module.call(input);
        NnGolden.AssertEqual(golden.GetProperty("output"), output, Tolerance, "output");

        (output * NnGolden.Ramp(output)).sum().backward();
        NnGolden.AssertEqual(golden.GetProperty("input_grad"), input.grad!, Tolerance, "gradient of the input");
        AssertAll(golden.GetProperty("grads"), module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!), Tolerance);

        if (!golden.TryGetProperty("final", out var final)) return;
        AssertAll(final, module.named_buffers().ToDictionary(entry => entry.name, entry => entry.buffer), Tolerance);
        module.eval();
        NnGolden.AssertEqual(golden.GetProperty("eval_output"), module.call(input), Tolerance, "output in evaluation mode");
    }

    private static void AssertAll(JsonElement golden, Dictionary<string, Tensor> found, double tolerance)
    {
        Assert.Equal(golden.EnumerateObject().Select(entry => entry.Name).Order(), found.Keys.Order());
        foreach (var entry in golden.EnumerateObject()) NnGolden.AssertEqual(entry.Value, found[entry.Name], tolerance, entry.Name);
    }

    private static BatchNorm2d Cumulative(BatchNorm2d norm)
    {
        norm.momentum = null;
        return norm;
    }
}
