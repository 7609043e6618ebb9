using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

public class TensorDataTests
{
    [Fact]
    public void Shape_strides_and_sizes()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, 4);
        Assert.Equal((3L, 3L, 24L, 24L), (x.ndim, x.dim(), x.numel(), x.NumberOfElements));
        Assert.Equal([12L, 4, 1], x.stride());
        Assert.Equal((4L, 2L, 1L), (x.size(-1), x.size(0), x.stride(2)));
        Assert.True(x.is_contiguous());
        Assert.False(x.t_last().is_contiguous());
        Assert.True(x.t_last().contiguous().is_contiguous());
        Assert.Throws<ArgumentOutOfRangeException>(() => x.size(3));
        Assert.False(x.is_sparse);
    }

    [Fact]
    public void As_strided_is_a_view_of_the_memory_and_keeps_to_its_bounds()
    {
        using var scope = NewDisposeScope();
        var x = arange(10);
        var view = x.as_strided([2, 3], [4, 1], 1);
        Assert.Equal([1L, 2, 3, 5, 6, 7], view.data<long>().ToArray());
        x[5] = -5;
        Assert.Equal(-5, view[1, 0].item<long>());
        Assert.Equal([3L, 3, 3], x.as_strided([3], [0], 3).data<long>().ToArray());
        Assert.ThrowsAny<Exception>(() => x.as_strided([2, 3], [8, 1]));
    }

    [Fact]
    public void The_accessor_follows_strides()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).reshape(2, 3).t();
        var values = x.data<long>();
        Assert.Equal([0L, 3, 1, 4, 2, 5], values.ToArray());
        Assert.Equal(values.ToArray(), values);
        Assert.Equal((6L, 4L, 4L), (values.Count, values[1, 1], values[3]));
        var block = (long[,])values.ToNDArray();
        Assert.Equal(5, block[2, 1]);
        values[0, 1] = 30;
        Assert.Equal(30, x[0, 1].item<long>());
        values.CopyFrom(new long[] { 7, 8 }, tensorIndex: 4);
        Assert.Equal([0L, 30, 1, 4, 7, 8], values.ToArray());
        var part = new long[3];
        values.CopyTo(part, 1, 4);
        Assert.Equal([0L, 7, 8], part);
        Assert.True(values == x.clone().data<long>());
        Assert.Throws<IndexOutOfRangeException>(() => values[3, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => values[6]);
        Assert.Throws<ArgumentException>(() => values[0, 0, 0]);
    }

    [Fact]
    public void The_accessor_of_a_disposed_tensor_throws()
    {
        var x = ones(2);
        var values = x.data<float>();
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => values[0]);
    }

    [Fact]
    public void Reading_needs_the_tensors_own_type()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);
        Assert.Equal(1, x.item<float>());
        var error = Assert.Throws<ArgumentException>(() => x.item<double>());
        Assert.StartsWith("Double is not compatible with Float32", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.data<long>());
        Assert.Equal("item: the tensor has 2 elements, exactly 1 expected", Assert.Throws<ArgumentException>(() => ones(2).item<float>()).Message);
        Assert.Equal(1, x.half().item<Half>() == (Half)1 ? 1 : 0);
        Assert.Equal(1, x.to(ScalarType.BFloat16).item<BFloat16>().ToSingle());
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2);
        BitConverter.TryWriteBytes(x.bytes[4..], 1.5f);
        Assert.Equal(1.5f, x[1].item<float>());
        x.bytes = new byte[8];
        Assert.Equal(0, x[1].item<float>());
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => _ = zeros(2, 3).t().bytes.Length);
        Assert.Equal(0, zeros(0).bytes.Length);
    }

    [Fact]
    public void Conversions_give_new_objects_that_share_where_nothing_changes()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        var same = x.to(ScalarType.Float32);
        Assert.NotSame(x, same);
        same.fill_(3);
        Assert.Equal(3, x[0].item<float>());
        var copy = x.to(ScalarType.Float32, copy: true);
        copy.fill_(4);
        Assert.Equal(3, x[0].item<float>());
        Assert.Equal(ScalarType.Int32, x.@int().dtype);
        Assert.Equal(ScalarType.Int64, x.@long().dtype);
        Assert.Equal(ScalarType.Float64, x.type(float64).dtype);
        Assert.Equal(ScalarType.Int64, x.to(zeros(1, ScalarType.Int64)).dtype);
        var gone = ones(1);
        gone.to(CPU, disposeAfter: true);
        Assert.True(gone.IsInvalid);
    }

    [Fact]
    public void Equality_compares_values_and_operators_compare_elements()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2), ones(2));
        Assert.True(x.Equals(y));
        Assert.True(x.Equals((object)y));
        Assert.False(x.Equals(zeros(2)));
        Assert.Equal([1.0, 1], Golden.Values(x == y));
        Assert.Equal([0.0, 0], Golden.Values(x != 1));
        Assert.Equal([1.0, 1], Golden.Values(0 < x));
        Assert.True(allclose(x, y + 1e-7));
    }

    [Fact]
    public void Set_lets_a_tensor_share_anothers_memory()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (zeros(1), ones(2, 2));
        Assert.Same(x, x.set_(y));
        Assert.Equal(y.shape, x.shape);
        y.fill_(5);
        Assert.Equal(5, x[1, 1].item<float>());
    }

    [Fact]
    public void Optional_results_are_null_when_not_asked_for()
    {
        using var scope = NewDisposeScope();
        var (values, inverse, counts) = tensor(new long[] { 3, 1, 3 }).unique(return_inverse: true);
        Assert.Equal([1.0, 3], Golden.Values(values));
        Assert.Equal([1.0, 0, 1], Golden.Values(inverse!));
        Assert.Null(counts);
        var target = zeros(2);
        Assert.Same(target, ones(2, 3).amax([1], false, target));
        Assert.Equal([1.0, 1], Golden.Values(target));
    }

    [Fact]
    public void Text_tells_shape_type_and_device_and_on_request_the_values()
    {
        using var scope = NewDisposeScope();
        var x = arange(4).to(float32).reshape(2, 2) / 2;
        Assert.Equal("[2x2], type = Float32, device = cpu", x.ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(1L).metastr());
        Assert.Equal("[[0 0.5]\n [1 1.5]]", x.npstr(newLine: "\n"));
        Assert.Equal("{0, 1, 2, ..., 7, 8, 9}", arange(10).cstr());
        Assert.Equal("[2x2], type = Float32, device = cpu\n[[0 0.5]\n [1 1.5]]", x.str(newLine: "\n"));
        Assert.Equal("[true false]", tensor(new[] { true, false }).npstr());
    }

    [Fact]
    public void Devices_have_names()
    {
        Assert.Equal(("cpu", "cuda", "cuda:1", "meta"), (CPU.ToString(), CUDA.ToString(), device(1).ToString(), META.ToString()));
        Assert.Equal((DeviceType.CUDA, 2), (device("cuda:2").type, device("cuda:2").index));
        Assert.Equal(DeviceType.MPS, ((Device)"mps").type);
        Assert.Contains("'gpu' is unknown", Assert.Throws<ArgumentException>(() => device("gpu")).Message, StringComparison.Ordinal);
        Assert.Contains("must be a number", Assert.Throws<ArgumentException>(() => device("cuda:x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused_by_name()
    {
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
        if (cuda.is_available()) return;
        Assert.False(cuda.is_cudnn_available());
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        var error = Assert.Throws<InvalidOperationException>(() => zeros(1, device: CUDA));
        Assert.StartsWith("device 'cuda' is not available with this libtorch", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => cuda.synchronize());
    }

    [Fact]
    public void Sizes_compare_and_multiply()
    {
        Size size = (2, 3);
        Assert.Equal((6L, 2, 3L, 2L), (size.numel(), size.Length, size[-1], size[0]));
        Assert.True(size == new Size([2L, 3]));
        Assert.True(size != Size.Empty);
        using var x = zeros(1, 3).expand(size);
        Assert.Equal([2L, 3], x.shape);
    }
}

file static class Helpers
{
    internal static Tensor t_last(this Tensor x) => x.transpose(-1, -2);
}
