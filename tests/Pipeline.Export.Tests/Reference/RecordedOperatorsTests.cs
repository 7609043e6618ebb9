using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>The oracle's own anchor: the reference interpreter against figures that PyTorch computed in Python, in double precision.</summary>
public sealed class RecordedOperatorsTests
{
    private static readonly ReferenceTensor X = Fill(0.1, 2, 3, 2, 4), Y = Fill(1.3, 2, 3, 2, 4), V = Fill(0.1, 1, 2, 3, 2, 3);
    private static readonly ReferenceTensor Image = Fill(0.1, 1, 2, 4, 5), Volume = Fill(0.1, 1, 2, 3, 4, 3);

    private static readonly Dictionary<string, Func<ReferenceTensor>> Cases = new(StringComparer.Ordinal)
    {
        ["Relu"] = () => Plain.Relu(X),
        ["LeakyRelu 0.2"] = () => Plain.LeakyRelu(X, 0.2),
        ["PRelu per channel"] = () => With(nn.PReLU(3), (ops, m) => ops.PRelu(m, X)),
        ["Elu 0.7"] = () => Plain.Elu(X, 0.7),
        ["Gelu"] = () => Plain.Gelu(X),
        ["Silu"] = () => Plain.Silu(X),
        ["Sigmoid"] = () => Plain.Sigmoid(X),
        ["Tanh"] = () => Plain.Tanh(X),
        ["Softplus"] = () => Plain.Softplus(X),
        ["Softmax"] = () => Plain.Softmax(X),
        ["Softmax last axis"] = () => Plain.Softmax(X, -1),
        ["LogSoftmax"] = () => Plain.LogSoftmax(X),
        ["Add"] = () => Plain.Add(X, Y),
        ["Add number"] = () => Plain.Add(X, 0.7),
        ["Sub per channel"] = () => Plain.Sub(X, Fill(0.7, 3, 1, 1)),
        ["Mul"] = () => Plain.Mul(X, Y),
        ["Mul number"] = () => Plain.Mul(X, 0.7),
        ["Div"] = () => Plain.Div(X, Positive(1.3, 2, 1, 2, 4)),
        ["Maximum"] = () => Plain.Maximum(X, Y),
        ["Minimum"] = () => Plain.Minimum(X, Y),
        ["Greater"] = () => Plain.Greater(X, Y),
        ["Clamp"] = () => Plain.Clamp(X, -0.6, 0.9),
        ["Abs"] = () => Plain.Abs(X),
        ["Exp"] = () => Plain.Exp(X),
        ["Log"] = () => Plain.Log(Positive(0.1, 2, 3, 4)),
        ["Sqrt"] = () => Plain.Sqrt(Positive(0.1, 2, 3, 4)),
        ["Conv2d"] = () => With(nn.Conv2d(2, 3, 3, padding: 1), (ops, m) => ops.Conv2d(m, Image)),
        ["Conv2d uneven"] = () => With(
            nn.Conv2d(2, 4, (3, 2), stride: (1, 2), padding: (0, 1), dilation: (1, 2), groups: 2, bias: false), (ops, m) => ops.Conv2d(m, Image)),
        ["Conv3d"] = () => With(nn.Conv3d(2, 2, 3, stride: 2, padding: 1), (ops, m) => ops.Conv3d(m, Volume)),
        ["Conv3d uneven"] = () => With(nn.Conv3d(2, 4, (1, 2, 3), padding: (0, 1, 1), groups: 2), (ops, m) => ops.Conv3d(m, Volume)),
        ["ConvTranspose2d"] = () => With(
            nn.ConvTranspose2d(2, 2, 3, stride: 2, padding: 1, output_padding: 1), (ops, m) => ops.ConvTranspose2d(m, Corner(Image, 3, 3))),
        ["ConvTranspose2d grouped"] = () => With(
            nn.ConvTranspose2d(2, 4, (2, 2), stride: (1, 2), groups: 2, dilation: (2, 2)), (ops, m) => ops.ConvTranspose2d(m, Corner(Image, 2, 2))),
        ["ConvTranspose3d"] = () => With(
            nn.ConvTranspose3d(2, 2, (1, 2, 3), stride: (1, 2, 1), padding: (0, 1, 1)), (ops, m) => ops.ConvTranspose3d(m, Corner(Volume, 2, 2, 3))),
        ["DeformConv2d"] = () => With(
            new DeformConv2d(2, 2, 3, stride: 2, padding: 1), (ops, m) => ops.DeformConv2d(m, Image, Fill(0.5, 1, 18, 2, 3), Positive(0.9, 1, 9, 2, 3))),
        ["DeformConv2d dilated"] = () => With(
            new DeformConv2d(2, 2, 2, dilation: 2), (ops, m) => ops.DeformConv2d(m, Image, Fill(0.5, 1, 8, 2, 3), Positive(0.9, 1, 4, 2, 3))),
        ["Dropout"] = () => With(nn.Dropout(0.5), (ops, m) => ops.Dropout(m, X)),
        ["Dropout2d"] = () => With(nn.Dropout2d(0.5), (ops, m) => ops.Dropout2d(m, X)),
        ["Dropout3d"] = () => With(nn.Dropout3d(0.5), (ops, m) => ops.Dropout3d(m, V)),
        ["Concat"] = () => Plain.Concat(X, Fill(0.7, 2, 1, 2, 4)),
        ["Concat last axis"] = () => Plain.Concat(-1, X, Fill(0.7, 2, 3, 2, 1)),
        ["Linear"] = () => With(nn.Linear(4, 3), (ops, m) => ops.Linear(m, X)),
        ["MatMul"] = () => Plain.MatMul(X, Fill(0.7, 3, 4, 2)),
        ["BatchNorm2d"] = () => With(nn.BatchNorm2d(3), (ops, m) => ops.BatchNorm2d(m, X)),
        ["BatchNorm3d"] = () => With(nn.BatchNorm3d(2, eps: 0.1), (ops, m) => ops.BatchNorm3d(m, V)),
        ["InstanceNorm2d"] = () => With(nn.InstanceNorm2d(3, affine: true), (ops, m) => ops.InstanceNorm2d(m, X)),
        ["InstanceNorm2d running"] = () => With(nn.InstanceNorm2d(3, track_running_stats: true), (ops, m) => ops.InstanceNorm2d(m, X)),
        ["InstanceNorm3d"] = () => With(nn.InstanceNorm3d(2), (ops, m) => ops.InstanceNorm3d(m, V)),
        ["GroupNorm"] = () => With(nn.GroupNorm(2, 4), (ops, m) => ops.GroupNorm(m, Fill(0.1, 1, 4, 2, 3))),
        ["LayerNorm"] = () => With(nn.LayerNorm([2, 4]), (ops, m) => ops.LayerNorm(m, X)),
        ["Parameter"] = () => Plain.Parameter(nn.Parameter(tensor(Fill(0.2, 2, 3).Data, [2, 3]))),
        ["MaxPool2d"] = () => Plain.MaxPool2d(Image, 3, 2, 1),
        ["MaxPool3d"] = () => Plain.MaxPool3d(Volume, 2, 1),
        ["AvgPool2d"] = () => Plain.AvgPool2d(Image, 3, 2, 1),
        ["AvgPool3d"] = () => Plain.AvgPool3d(Volume, 2, 2, 1),
        ["GlobalAvgPool"] = () => Plain.GlobalAvgPool(Volume),
        ["GlobalMaxPool"] = () => Plain.GlobalMaxPool(Volume),
        ["AdaptiveAvgPool2d"] = () => Plain.AdaptiveAvgPool2d(Image, 3, 2),
        ["Sum"] = () => Plain.Sum(X, 0, 2),
        ["Mean"] = () => Plain.Mean(X, 1, 3),
        ["Max"] = () => Plain.Max(X, 1, 2),
        ["Min"] = () => Plain.Min(X, -1),
        ["StandardDeviation"] = () => Plain.StandardDeviation(X, 1, 2, 3),
        ["UpsampleNearest2d"] = () => Plain.UpsampleNearest2d(FirstChannel(Corner(Image, 2, 3)), 3),
        ["UpsampleNearest3d"] = () => Plain.UpsampleNearest3d(FirstChannel(Corner(Volume, 2, 2, 2)), 2),
        ["UpsampleBilinear2d"] = () => Plain.UpsampleBilinear2d(FirstChannel(Corner(Image, 2, 3)), 3),
        ["UpsampleBilinear2d aligned"] = () => Plain.UpsampleBilinear2d(FirstChannel(Corner(Image, 3, 3)), 2, alignCorners: true),
        ["UpsampleTrilinear3d"] = () => Plain.UpsampleTrilinear3d(FirstChannel(Corner(Volume, 2, 2, 3)), 2),
        ["UpsampleTrilinear3d aligned"] = () => Plain.UpsampleTrilinear3d(FirstChannel(Corner(Volume, 2, 2, 2)), 2, alignCorners: true),
        ["ResizeLike nearest"] = () => Plain.ResizeLike(Image, ReferenceTensor.Zeros(1, 1, 3, 7)),
        ["ResizeLike linear"] = () => Plain.ResizeLike(Image, ReferenceTensor.Zeros(1, 1, 3, 7), linear: true),
        ["ResizeLike aligned"] = () => Plain.ResizeLike(Volume, ReferenceTensor.Zeros(1, 1, 2, 3, 5), linear: true, alignCorners: true),
        ["GridSample"] = () => Plain.GridSample(Image, Fill(0.7, 1, 3, 4, 2)),
        ["GridSample aligned"] = () => Plain.GridSample(Image, Fill(0.7, 1, 3, 4, 2), alignCorners: true),
        ["GridSample 3-D"] = () => Plain.GridSample(Volume, Fill(0.7, 1, 2, 3, 2, 3)),
        ["PixelShuffle"] = () => Plain.PixelShuffle(Fill(0.1, 1, 8, 2, 3), 2),
        ["Pad"] = () => Plain.Pad(Image, [1, 0, 0, 2], value: 0.3),
        ["Pad reflect"] = () => Plain.Pad(Image, [2, 1, 0, 3], PadMode.Reflect),
        ["Pad edge"] = () => Plain.Pad(Image, [2, 1, 0, 3], PadMode.Edge),
        ["PadLike"] = () => Plain.PadLike(Image, ReferenceTensor.Zeros(1, 1, 5, 8)),
        ["Crop"] = () => Plain.Crop(Image, [2, 0, 1, 1]),
        ["Slice"] = () => Plain.Slice(Image, -2, -3, -1),
        ["Reshape"] = () => Plain.Reshape(Image, 0, 4, -1, 5),
        ["Transpose"] = () => Plain.Transpose(X, 0, -1, 1, 2),
        ["Flatten"] = () => Plain.Flatten(Image),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static ReferenceOps Plain => new(nn.Identity());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_interpreter_gives_the_recorded_figures(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        ReferenceTensor expected = RecordedOperators.Cases[name], found = Cases[name]();
        Assert.Equal(expected.Shape, found.Shape);
        Difference difference = Difference.Of(expected.Data, found.Data);
        Assert.True(difference.MaxAbs <= 1e-12 * Math.Max(1, expected.Data.Max(Math.Abs)), $"{name}: {difference}");
    }

    [Fact]
    public void Every_operator_and_every_recorded_case_is_compared()
    {
        Assert.Equal(RecordedOperators.Cases.Keys.Where(name => name != "erf").Order(), Cases.Keys.Order());
        Assert.Equal(OperatorTableTests.Operators, Cases.Keys.Select(name => name.Split(' ')[0]).Distinct().Order());
    }

    /// <summary>Element i is 1.5 sin(0.37 i + phase), as in the script.</summary>
    private static ReferenceTensor Fill(double phase, params int[] shape)
    {
        ReferenceTensor x = ReferenceTensor.Zeros(shape);
        return x with { Data = [.. x.Data.Select((_, i) => 1.5 * Math.Sin((0.37 * i) + phase))] };
    }

    private static ReferenceTensor Positive(double phase, params int[] shape)
    {
        ReferenceTensor x = Fill(phase, shape);
        return x with { Data = [.. x.Data.Select(value => Math.Abs(value) + 0.5)] };
    }

    /// <summary>The first rows and columns.</summary>
    private static ReferenceTensor Corner(ReferenceTensor x, params int[] sizes) =>
        sizes.Index().Aggregate(x, (cut, size) => Plain.Slice(cut, size.Index + 2, 0, size.Item));

    private static ReferenceTensor FirstChannel(ReferenceTensor x) => Plain.Slice(x, 1, 0, 1);

    /// <summary>A call with a module whose weights are the script's formulas.</summary>
    private static ReferenceTensor With<TLayer>(TLayer layer, Func<ReferenceOps, TLayer, ReferenceTensor> call)
        where TLayer : nn.Module
    {
        using (layer.to(ScalarType.Float64))
        using (no_grad())
        {
            foreach ((string key, Tensor target) in layer.state_dict().Where(entry => entry.Key != "num_batches_tracked"))
            {
                int[] shape = Array.ConvertAll(target.shape, size => (int)size);
                ReferenceTensor values = key switch
                {
                    "running_var" => Positive(0.8, shape),
                    "running_mean" => Fill(0.6, shape),
                    "bias" => Fill(0.4, shape),
                    _ => Fill(0.2, shape),
                };
                target.copy_(tensor(values.Data, target.shape));
            }
            layer.eval();
            return call(new ReferenceOps(layer), layer);
        }
    }
}
