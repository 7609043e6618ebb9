using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class DeformConv2dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("3×3 padded, no bias", new DeformConv2d(2, 3, 3, padding: 1, bias: false)),
        new Case("3×3 padded, bias", new DeformConv2d(1, 2, 3, padding: 1)),
        new Case("dilation 2", new DeformConv2d(2, 2, 3, padding: 2, dilation: 2)),
        new Case("stride 2", new DeformConv2d(2, 2, 3, stride: 2, padding: 1)),
        new Case("1×1", new DeformConv2d(2, 3, 1)),
        new Case("as ONNX's own operator", new DeformConv2d(2, 3, 3, padding: 1), new() { Target = ExportTarget.NativeDeformConv, Opset = 19 }),
        new Case("stride 2 as ONNX's own operator", new DeformConv2d(2, 2, 3, stride: 2, padding: 1, bias: false),
            new() { Target = ExportTarget.NativeDeformConv, Opset = 19 }),
    ];

    [Fact]
    public void Without_offsets_it_is_the_ordinary_convolution() => AssertConvolution(columnsToTheRight: 0);

    [Fact]
    public void One_column_to_the_right_it_is_the_convolution_there_with_zeros_outside() => AssertConvolution(columnsToTheRight: 1);

    /// <summary>Constant offsets (0, columns) and a mask of 1 against a convolution whose padding is moved instead.</summary>
    private static void AssertConvolution(int columnsToTheRight)
    {
        using DisposeScope scope = NewDisposeScope();
        using DeformConv2d deformable = Filled.Network(new DeformConv2d(2, 3, 3, padding: 1).to(ScalarType.Float64));
        using Conv2d ordinary = nn.Conv2d(2, 3, 3).to(ScalarType.Float64);
        ordinary.load_state_dict(deformable.state_dict());
        double[] values = [.. Filled.Normal(2 * 2 * 5 * 6, 3).Select(value => (double)value)];
        double[] offsets = [.. Enumerable.Range(0, 2 * 18 * 30).Select(i => i / 30 % 2 == 0 ? 0.0 : columnsToTheRight)];
        double[] ones = [.. Enumerable.Repeat(1.0, 2 * 9 * 30)];
        int[] padding = [1 - columnsToTheRight, 1 + columnsToTheRight, 1, 1];

        ReferenceTensor x = new([2, 2, 5, 6], values), offset = new([2, 18, 5, 6], offsets), mask = new([2, 9, 5, 6], ones);
        ReferenceOps plain = new(ordinary);
        Assert.Equal(plain.Conv2d(ordinary, plain.Pad(x, padding)).Data, new ReferenceOps(deformable).DeformConv2d(deformable, x, offset, mask).Data);

        // Torch's positions go through [−1, 1] and back, which rounds them.
        Tensor image = tensor(values, [2, 2, 5, 6]);
        Tensor difference = TorchOps.Instance.Conv2d(ordinary, TorchOps.Instance.Pad(image, padding))
            - TorchOps.Instance.DeformConv2d(deformable, image, tensor(offsets, [2, 18, 5, 6]), tensor(ones, [2, 9, 5, 6]));
        Assert.InRange(difference.abs().max().item<double>(), 0, 1e-13);
    }

    // Taps · 3 channels of the second input are offsets and masks; a stride picks every so-manieth window of them.
    private sealed class Case : OperatorCase
    {
        private const int Most = 27;
        private readonly DeformConv2d _layer;

        public Case(string parameters, DeformConv2d layer, ExportOptions? options = null)
            : base($"DeformConv2d {parameters}", 2, Most)
        {
            _layer = layer;
            Options = options ?? ExportOptions.Default;
            register_module("layer", layer);
        }

        public override ExportOptions Options { get; }

        public override float Draw(int input, int index, float normal) => input == 0 ? normal : OffCentre(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            int taps = (int)_layer.Taps;
            T fields = _layer.stride[0] == 1 ? inputs[1] : ops.MaxPool2d(inputs[1], 1, (int)_layer.stride[0]);
            return ops.DeformConv2d(
                _layer, ops.Slice(inputs[0], 1, 0, (int)_layer.in_channels),
                ops.Slice(fields, 1, 0, 2 * taps), ops.Slice(fields, 1, 2 * taps, 3 * taps));
        }
    }
}
