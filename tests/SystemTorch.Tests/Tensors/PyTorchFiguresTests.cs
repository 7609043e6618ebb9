using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

/// <summary>Every operator case of the recording: output, shape, type and gradients against PyTorch's.</summary>
public class PyTorchFiguresTests
{
    private static readonly long[] Cube = [2, 3, 4];

    public static TheoryData<string> Names => [.. Golden.Torch.GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (inputs, function) = Cases[name];
        var expected = Golden.Torch.GetProperty("cases").GetProperty(name);
        var leaves = inputs.Select(i => Golden.Fill(i.Shape, i.Phase, i.Positive).requires_grad_()).ToArray();

        var output = function(leaves);

        Assert.Equal(Golden.Shape(expected), output.shape);
        Assert.Equal(expected.GetProperty("dtype").GetString(), output.dtype.ToString().ToLowerInvariant());
        Golden.AssertClose(Golden.Numbers(expected.GetProperty("values")), Golden.Values(output), 2e-6, name);
        Assert.Equal(expected.TryGetProperty("gradients", out var gradients), output.requires_grad);
        if (!output.requires_grad) return;
        (output * Golden.Fill(output.shape, 0.5)).sum().backward();
        var recorded = gradients.EnumerateArray().Select(Golden.Numbers).ToArray();
        for (var i = 0; i < leaves.Length; i++)
            Golden.AssertClose(recorded[i], Golden.Values(leaves[i].grad ?? zeros_like(leaves[i])), 5e-6, $"{name}, gradient of input {i}");
    }

    [Fact]
    public void Every_case_here_is_in_the_recording() =>
        Assert.Equal(Names.Select(n => n.Data).Order(StringComparer.Ordinal), Cases.Keys.Order(StringComparer.Ordinal));

    private static Tensor Index => tensor(new long[,] { { 0, 2, 1, 0 }, { 1, 1, 2, 0 } });

    private sealed record Input(long[] Shape, double Phase, bool Positive = false);

    private static readonly Input A = new(Cube, 0.1);
    private static readonly Input B = new(Cube, 1.3);
    private static readonly Input Row = new([4], 0.7);
    private static readonly Input P = new(Cube, 0.1, true);
    private static readonly Input M = new([3, 4], 0.2);
    private static readonly Input N = new([4, 5], 0.9);
    private static readonly Input Square = new([4, 4], 0.3);

    private static readonly Dictionary<string, (Input[] Inputs, Func<Tensor[], Tensor> Function)> Cases = new()
    {
        ["abs"] = ([A], x => x[0].abs()),
        ["exp"] = ([A], x => x[0].exp()),
        ["log"] = ([P], x => x[0].log()),
        ["log1p"] = ([P], x => x[0].log1p()),
        ["log2"] = ([P], x => x[0].log2()),
        ["neg"] = ([A], x => -x[0]),
        ["sqrt"] = ([P], x => x[0].sqrt()),
        ["rsqrt"] = ([P], x => x[0].rsqrt()),
        ["sign"] = ([A], x => x[0].sign()),
        ["sigmoid"] = ([A], x => x[0].sigmoid()),
        ["tanh"] = ([A], x => x[0].tanh()),
        ["relu"] = ([A], x => x[0].relu()),
        ["softmax"] = ([A], x => x[0].softmax(1)),
        ["add"] = ([A, Row], x => x[0] + x[1]),
        ["add alpha"] = ([A, B], x => x[0].add(x[1], 0.25)),
        ["add number"] = ([A], x => 2 + x[0]),
        ["sub"] = ([A, Row], x => x[0] - x[1]),
        ["number sub"] = ([A], x => 1.5 - x[0]),
        ["mul"] = ([A, Row], x => x[0] * x[1]),
        ["mul number"] = ([A], x => x[0] * 3),
        ["div"] = ([A, P], x => x[0] / x[1]),
        ["div floor"] = ([A], x => x[0].div(0.4, RoundingMode.floor)),
        ["div trunc"] = ([A, P], x => x[0].div(x[1], RoundingMode.trunc)),
        ["number div"] = ([P], x => 2 / x[0]),
        ["remainder"] = ([A], x => x[0] % 0.4),
        ["pow number"] = ([P], x => x[0].pow(2.5)),
        ["pow"] = ([P, B], x => x[0].pow(x[1])),
        ["addcmul"] = ([A, B, P], x => x[0].addcmul(x[1], x[2], 0.5)),
        ["addcdiv"] = ([A, B, P], x => x[0].addcdiv(x[1], x[2], 0.5)),
        ["lerp"] = ([A, B, P], x => x[0].lerp(x[1], x[2])),
        ["clamp"] = ([A], x => x[0].clamp(-0.5, 0.8)),
        ["clamp min"] = ([A], x => x[0].clamp((Scalar)0.1)),
        ["clamp tensor"] = ([A, B], x => x[0].clamp(max: x[1])),
        ["maximum"] = ([A, B], x => x[0].maximum(x[1])),
        ["minimum"] = ([A, B], x => x[0].minimum(x[1])),
        ["matmul"] = ([M, N], x => x[0].matmul(x[1])),
        ["bmm"] = ([new([2, 3, 4], 0.1), new([2, 4, 2], 0.6)], x => x[0].bmm(x[1])),
        ["einsum"] = ([A, N], x => einsum("bij,jk->bki", x[0], x[1])),
        ["cumsum"] = ([A], x => x[0].cumsum(1)),
        ["sum"] = ([A], x => x[0].sum()),
        ["sum dims"] = ([A], x => x[0].sum([0L, 2], keepdim: true)),
        ["mean"] = ([A], x => x[0].mean()),
        ["mean dims"] = ([A], x => x[0].mean([1, 2])),
        ["std"] = ([A], x => x[0].std()),
        ["std biased"] = ([A], x => x[0].std([0, 1], unbiased: false)),
        ["var"] = ([A], x => x[0].var(2L)),
        ["norm"] = ([A], x => x[0].norm()),
        ["norm dim"] = ([A], x => x[0].norm(2, p: 1)),
        ["max"] = ([A], x => x[0].max()),
        ["max dim"] = ([A], x => x[0].max(1L).values),
        ["max dim index"] = ([A], x => x[0].max(1L).indexes),
        ["min dim"] = ([A], x => x[0].min(2L, keepdim: true).values),
        ["amax"] = ([A], x => x[0].amax(0, 1)),
        ["amin"] = ([A], x => x[0].amin([2L])),
        ["argmax"] = ([A], x => x[0].argmax(2)),
        ["argmin"] = ([A], x => x[0].argmin()),
        ["all"] = ([A], x => (x[0] > -1.4).all(1)),
        ["any"] = ([A], x => (x[0] > 1.4).any()),
        ["median"] = ([new([7], 0.4)], x => median(x[0])),
        ["quantile"] = ([A], x => quantile(x[0], tensor(new[] { 0.1f, 0.5f }), 2)),
        ["sort"] = ([A], x => x[0].sort(2, descending: true).Values),
        ["sort index"] = ([A], x => x[0].sort(1, stable: true).Indices),
        ["topk"] = ([A], x => x[0].topk(2, 2).values),
        ["unique"] = ([A], x => (x[0] * 2).@long().unique().output),
        ["unique counts"] = ([A], x => (x[0] * 2).@long().unique(return_counts: true).counts!),
        ["bincount"] = ([P], x => bincount(x[0].flatten().@long(), minlength: 4)),
        ["histc"] = ([A], x => histc(x[0], 6, -1, 1)),
        ["where"] = ([A, B], x => where(x[0] > 0, x[0], x[1])),
        ["masked_fill"] = ([A, B], x => x[0].masked_fill(x[1] > 0.5, -7)),
        ["masked_select"] = ([A, B], x => x[0].masked_select(x[1] > 0.5)),
        ["gather"] = ([M], x => x[0].gather(0, Index)),
        ["scatter"] = ([M, new([2, 4], 0.8)], x => x[0].scatter(0, Index, x[1])),
        ["scatter_add"] = ([M, new([2, 4], 0.8)], x => x[0].clone().scatter_add_(0, Index, x[1])),
        ["index_select"] = ([A], x => x[0].index_select(2, tensor(new long[] { 3, 0, 3 }))),
        ["nonzero"] = ([M], x => (x[0] > 1).nonzero()),
        ["flip"] = ([A], x => x[0].flip(0, 2)),
        ["roll"] = ([A], x => x[0].roll(1, 2)),
        ["repeat"] = ([M], x => x[0].repeat(2, 1, 2)),
        ["repeat_interleave"] = ([M], x => x[0].repeat_interleave(2, 1)),
        ["expand"] = ([Row], x => x[0].expand(2, 3, 4)),
        ["permute"] = ([A], x => x[0].permute(2, 0, 1)),
        ["transpose"] = ([A], x => x[0].transpose(0, 2)),
        ["flatten"] = ([A], x => x[0].flatten(1)),
        ["tril"] = ([Square], x => x[0].tril()),
        ["triu"] = ([Square], x => x[0].triu(1)),
        ["diag"] = ([Square], x => diag(x[0], 1)),
        ["cat"] = ([M, new([2, 4], 0.8)], x => cat([x[0], x[1]], 0)),
        ["stack"] = ([M, new([3, 4], 0.8)], x => stack([x[0], x[1]], 1)),
        ["chunk"] = ([A], x => x[0].chunk(2, 2)[1]),
        ["split"] = ([A], x => x[0].split([1, 3], dim: 2L)[1]),
        ["unbind"] = ([A], x => x[0].unbind(1)[2]),
        ["narrow"] = ([A], x => x[0].narrow(2, 1, 2)),
        ["slice"] = ([A], x => x[0].slice(2, 0, 4, 2)),
        ["meshgrid"] = ([Row, new([3], 0.2)], x => meshgrid([x[0], x[1]])[1]),
        ["logical"] = ([A, B], x => (x[0] > 0).logical_and(x[1] > 0).logical_or((x[0] < -1) & ~(x[1] > 0))),
        ["linspace"] = ([], _ => linspace(-1, 2, 7)),
        ["arange"] = ([], _ => arange(1, 3, 0.4)),
    };
}
