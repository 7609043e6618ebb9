using static TorchSharp.torch;

namespace SystemTorch.Tests.Autograd;

/// <summary>Gradients against central differences in float64: this oracle knows nothing of libtorch's backward formulas.</summary>
public class FiniteDifferenceTests
{
    private const double Step = 1e-5;

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Functions = new()
    {
        ["arithmetic"] = (a, b) => (a * b) - (a / (b * b + 1)) + (2 - a) * 0.5,
        ["exp log sqrt"] = (a, b) => (a.exp() + 1).log() + (b * b + 0.1).sqrt(),
        ["rsqrt log1p"] = (a, b) => (a * a + 1).rsqrt() + (b * b).log1p(),
        ["sigmoid tanh"] = (a, b) => a.sigmoid() * b.tanh(),
        ["softmax"] = (a, b) => a.softmax(1) * b,
        ["pow"] = (a, b) => (a * a + 0.5).pow(b),
        ["matmul"] = (a, b) => a.matmul(b.t()),
        ["einsum"] = (a, b) => einsum("ij,kj->ik", a, b),
        ["mean var"] = (a, b) => a.mean([1], keepdim: true) * b + a.var(1L, keepdim: true),
        ["norm"] = (a, b) => a.norm(1) + b.norm(p: 3),
        ["amax where"] = (a, b) => a.amax([1L], keepdim: true) + where(b > 0, b * b, b),
        ["addcmul addcdiv"] = (a, b) => a.addcmul(a, b, 0.3).addcdiv(b, a * a + 1, 0.7),
        ["lerp"] = (a, b) => a.lerp(b, a.sigmoid()),
        ["cumsum cat"] = (a, b) => cat([a.cumsum(1), b.flip(1)], 1),
        ["gather"] = (a, b) => a.gather(1, tensor(new long[,] { { 0, 0, 2 }, { 1, 2, 3 }, { 3, 3, 3 } })) * b.narrow(1, 0, 3),
        ["slice expand"] = (a, b) => a[.., 1..3].sum(1L, keepdim: true).expand(3, 4) * b,
        ["std"] = (a, b) => a.std([0], unbiased: false) + b.std(0L),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_the_central_difference(string name)
    {
        using var scope = NewDisposeScope();
        var f = Functions[name];
        var a = Golden.Fill([3, 4], 0.23, type: ScalarType.Float64).requires_grad_();
        var b = Golden.Fill([3, 4], 1.71, type: ScalarType.Float64).requires_grad_();
        var output = f(a, b);
        var weights = Golden.Fill(output.shape, 0.5, type: ScalarType.Float64);
        (output * weights).sum().backward();
        foreach (var (x, which) in new[] { (a, "a"), (b, "b") })
            Golden.AssertClose(Differences(x, () => (f(a, b) * weights).sum()), Golden.Values(x.grad!), 2e-8, $"{name}, gradient of {which}");
    }

    private static double[] Differences(Tensor x, Func<Tensor> loss)
    {
        using var quiet = no_grad();
        var values = x.data<double>();
        var gradient = new double[x.numel()];
        for (var i = 0; i < gradient.Length; i++)
        {
            using var scope = NewDisposeScope();
            long[] at = [i / 4, i % 4];
            var original = values[at];
            values[at] = original + Step;
            var up = loss().item<double>();
            values[at] = original - Step;
            var down = loss().item<double>();
            values[at] = original;
            gradient[i] = (up - down) / (2 * Step);
        }
        return gradient;
    }
}
