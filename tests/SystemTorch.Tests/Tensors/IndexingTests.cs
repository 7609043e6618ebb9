using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

public class IndexingTests
{
    public static TheoryData<string> Names => [.. Golden.Torch.GetProperty("indexing").EnumerateObject().Select(c => c.Name)];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Cases = new()
    {
        ["x[1]"] = x => x[1],
        ["x[1, 2]"] = x => x[1, 2],
        ["x[-1, 0, 3]"] = x => x[-1, 0, 3],
        ["x[:, 1]"] = x => x[.., 1],
        ["x[..., 2]"] = x => x[TensorIndex.Ellipsis, 2],
        ["x[0, ..., 1]"] = x => x[0, TensorIndex.Ellipsis, 1],
        ["x[:, 0:2, 1:]"] = x => x[.., 0..2, 1..],
        ["x[:, :, :-1]"] = x => x[TensorIndex.Colon, TensorIndex.Slice(), ..^1],
        ["x[:, :, ::3]"] = x => x[.., .., TensorIndex.Slice(step: 3)],
        ["x[:, None, 1]"] = x => x[.., TensorIndex.None, 1],
        ["x[True]"] = x => x[TensorIndex.Bool(true)],
        ["x[[1, 0, 1]]"] = x => x[tensor(new long[] { 1, 0, 1 })],
        ["x[:, [2, 0]]"] = x => x[.., TensorIndex.Tensor(tensor(new long[] { 2, 0 }))],
        ["x[:, [0, 2], 1:3]"] = x => x[.., TensorIndex.Tensor(tensor(new long[] { 0, 2 })), 1..3],
        ["x[[0, 1], :, [1, 3]]"] = x => x[TensorIndex.Tensor(tensor(new long[] { 0, 1 })), .., TensorIndex.Tensor(tensor(new long[] { 1, 3 }))],
        ["x[x > 20]"] = x => x[x > 20],
        ["x[mask]"] = x => x[x[.., .., 0] % 3 == 0],
        ["x[mask, 1:3]"] = x => x[TensorIndex.Tensor(x[.., .., 0] % 3 == 0), 1..3],
        ["x[..., mask2]"] = x => x[TensorIndex.Ellipsis, TensorIndex.Tensor(x[0] > 5)],
    };

    private static Tensor X => arange(24).reshape(2, 3, 4);

    [Theory]
    [MemberData(nameof(Names))]
    public void Takes_what_PyTorch_takes(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Golden.Torch.GetProperty("indexing").GetProperty(name);
        var taken = Cases[name](X);
        Assert.Equal(Golden.Shape(expected), taken.shape);
        Assert.Equal(Golden.Numbers(expected.GetProperty("values")), Golden.Values(taken));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Puts_where_it_takes(string name)
    {
        using var scope = NewDisposeScope();
        var places = Golden.Numbers(Golden.Torch.GetProperty("indexing").GetProperty(name).GetProperty("values"));
        var x = X;
        Setters[name](x, tensor(-1L));
        var values = Golden.Values(x);
        for (var i = 0; i < values.Length; i++) Assert.Equal(places.Contains(i) ? -1 : i, values[i]);
    }

    [Fact]
    public void A_range_shares_memory_and_a_mask_does_not()
    {
        using var scope = NewDisposeScope();
        var x = X;
        x[.., 0..2].fill_(7);
        Assert.Equal(7, (long)x[1, 1, 3]);
        x[x == 7].fill_(9);
        Assert.Equal(7, (long)x[1, 1, 3]);
    }

    [Fact]
    public void A_value_with_leading_ones_is_accepted_and_a_larger_one_refused()
    {
        using var scope = NewDisposeScope();
        var x = X;
        x[1, 2] = arange(100, 104).reshape(1, 1, 4);
        Assert.Equal(102, (long)x[1, 2, 2]);
        var error = Assert.Throws<ArgumentException>(() => x[1, 2] = zeros(2, 1, 4));
        Assert.Equal("a value of shape [2, 1, 4] does not fit a place of shape [4]", error.Message);
    }

    [Fact]
    public void Accumulate_adds_repeated_indices_up()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3);
        var index = tensor(new long[] { 0, 2, 0 });
        Assert.Same(x, x.index_put_(ones(3), [index], accumulate: true));
        Assert.Equal([2.0, 0, 1], Golden.Values(x));
        x.index_put_(ones(1), new[] { TensorIndex.Slice(1) }, accumulate: true);
        Assert.Equal([2.0, 1, 2], Golden.Values(x));
        x.index_put_(5, TensorIndex.Slice(0, 1));
        Assert.Equal([5.0, 1, 2], Golden.Values(x));
    }

    [Fact]
    public void Too_many_indices_are_refused_with_the_shape()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => X[0, 0, 0, TensorIndex.Slice()]);
        Assert.Equal("4 indices given for a tensor of 3 dimensions, shape [2, 3, 4]", error.Message);
    }

    [Fact]
    public void Indexing_leaves_no_intermediate_views()
    {
        using var scope = NewDisposeScope();
        var x = X;
        var before = scope.DisposablesCount;
        var taken = x[1, 0..2, TensorIndex.None, 3];
        Assert.Equal(before + 1, scope.DisposablesCount);
        x[1, 1, 1] = taken.sum();
        Assert.Equal(before + 2, scope.DisposablesCount);
    }

    private static readonly Dictionary<string, Action<Tensor, Tensor>> Setters = new()
    {
        ["x[1]"] = (x, v) => x[1] = v,
        ["x[1, 2]"] = (x, v) => x[1, 2] = v,
        ["x[-1, 0, 3]"] = (x, v) => x[-1, 0, 3] = v,
        ["x[:, 1]"] = (x, v) => x[.., 1] = v,
        ["x[..., 2]"] = (x, v) => x[TensorIndex.Ellipsis, 2] = v,
        ["x[0, ..., 1]"] = (x, v) => x[0, TensorIndex.Ellipsis, 1] = v,
        ["x[:, 0:2, 1:]"] = (x, v) => x[.., 0..2, 1..] = v,
        ["x[:, :, :-1]"] = (x, v) => x[TensorIndex.Colon, TensorIndex.Slice(), ..^1] = v,
        ["x[:, :, ::3]"] = (x, v) => x[.., .., TensorIndex.Slice(step: 3)] = v,
        ["x[:, None, 1]"] = (x, v) => x[.., TensorIndex.None, 1] = v,
        ["x[True]"] = (x, v) => x[TensorIndex.Bool(true)] = v,
        ["x[[1, 0, 1]]"] = (x, v) => x[tensor(new long[] { 1, 0, 1 })] = v,
        ["x[:, [2, 0]]"] = (x, v) => x[.., TensorIndex.Tensor(tensor(new long[] { 2, 0 }))] = v,
        ["x[:, [0, 2], 1:3]"] = (x, v) => x[.., TensorIndex.Tensor(tensor(new long[] { 0, 2 })), 1..3] = v,
        ["x[[0, 1], :, [1, 3]]"] = (x, v) => x[TensorIndex.Tensor(tensor(new long[] { 0, 1 })), .., TensorIndex.Tensor(tensor(new long[] { 1, 3 }))] = v,
        ["x[x > 20]"] = (x, v) => x[x > 20] = v,
        ["x[mask]"] = (x, v) => x[x[.., .., 0] % 3 == 0] = v,
        ["x[mask, 1:3]"] = (x, v) => x[TensorIndex.Tensor(x[.., .., 0] % 3 == 0), 1..3] = v,
        ["x[..., mask2]"] = (x, v) => x[TensorIndex.Ellipsis, TensorIndex.Tensor(x[0] > 5)] = v,
    };
}
