using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

public class FactoryTests
{
    [Fact]
    public void Sizes_written_out_equal_an_array_of_sizes()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([3L], zeros(3).shape);
        Assert.Equal([3L, 2], ones(3L, 2L).shape);
        Assert.Equal([1L, 2, 3], empty(1, 2, 3).shape);
        Assert.Equal([1L, 2, 3, 4], rand(1, 2, 3, 4).shape);
        Assert.Equal([2L, 2], full(2, 2, 0.5).shape);
        Assert.Equal([5L, 1], randn(5L, 1L).shape);
        Assert.Equal([0L, 4], zeros([0, 4]).shape);
        Assert.Equal(1, ones([]).numel());
    }

    [Fact]
    public void Factories_take_type_device_and_gradient()
    {
        using var scope = NewDisposeScope();
        var x = zeros([2], ScalarType.Float64, CPU, requires_grad: true);
        Assert.Equal((ScalarType.Float64, DeviceType.CPU, true), (x.dtype, x.device.type, x.requires_grad));
        var y = ones_like(x, ScalarType.Int32);
        Assert.Equal(ScalarType.Int32, y.dtype);
        Assert.Equal([7.0, 7], Golden.Values(full_like(x, 7)));
        Assert.Equal(x.shape, randn_like(x).shape);
        Assert.Equal(ScalarType.Float64, rand_like(x).dtype);
        Assert.Equal([2L, 3], zeros([2, 3], device: META).shape);
        Assert.Throws<NotSupportedException>(() => zeros([2], names: ["N"]));
    }

    [Fact]
    public void Arrays_become_tensors_of_their_own_type_and_shape()
    {
        using var scope = NewDisposeScope();
        Check(tensor(new float[] { 1, 2 }), ScalarType.Float32, [2], [1, 2]);
        Check(tensor(new double[,] { { 1, 2 }, { 3, 4 } }), ScalarType.Float64, [2, 2], [1, 2, 3, 4]);
        Check(tensor(new int[,,] { { { 1 }, { 2 } } }), ScalarType.Int32, [1, 2, 1], [1, 2]);
        Check(tensor(new long[,,,] { { { { 5, 6 } } } }), ScalarType.Int64, [1, 1, 1, 2], [5, 6]);
        Check(tensor(new byte[] { 200 }), ScalarType.Byte, [1], [200]);
        Check(tensor(new[] { true, false }), ScalarType.Bool, [2], [1, 0]);
        Check(tensor(new float[] { 1, 2, 3, 4 }, [2, 2]), ScalarType.Float32, [2, 2], [1, 2, 3, 4]);
        Check(tensor(new long[] { 1, 2 }, ScalarType.Float32), ScalarType.Float32, [2], [1, 2]);
        Check(tensor(2.5f), ScalarType.Float32, [], [2.5]);
        Check(tensor(3L), ScalarType.Int64, [], [3]);
        Check(from_array(new short[,] { { 1, 2 } }), ScalarType.Int16, [1, 2], [1, 2]);
        Check(as_tensor(new[] { 1, 2 }, ScalarType.Float64), ScalarType.Float64, [2], [1, 2]);
        Check(frombuffer(new byte[] { 9, 9, 1, 0, 2, 0 }, ScalarType.Int16, offset: 2), ScalarType.Int16, [2], [1, 2]);
        Check(new[] { 1f, 2 }.ToTensor([2, 1]), ScalarType.Float32, [2, 1], [1, 2]);
        Check(((byte)7).ToTensor(), ScalarType.Byte, [], [7]);
    }

    [Fact]
    public void An_array_that_does_not_fill_the_dimensions_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));
        Assert.Equal("dimensions [2, 3] hold 6 elements, the array has 5", error.Message);
        Assert.Throws<ArgumentException>(() => from_array(new decimal[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => frombuffer(new byte[3], ScalarType.Float32, count: 1));
    }

    [Fact]
    public void Values_are_copied_from_the_array()
    {
        using var scope = NewDisposeScope();
        var values = new float[] { 1, 2 };
        var x = as_tensor(values);
        values[0] = 9;
        Assert.Equal(1, x[0].item<float>());
    }

    [Fact]
    public void Numbers_and_arrays_convert_by_themselves_and_back_by_a_cast()
    {
        using var scope = NewDisposeScope();
        Tensor x = 2.5;
        Tensor y = new long[] { 1, 2 };
        Tensor z = (Scalar)true;
        Tensor complex = (1f, 2f);
        Assert.Equal((ScalarType.Float64, ScalarType.Int64, ScalarType.Bool, ScalarType.ComplexFloat32), (x.dtype, y.dtype, z.dtype, complex.dtype));
        Assert.Equal((2.5f, 2, 2L, true), ((float)x, (int)x, (long)x, (bool)x));
        Assert.Equal((1f, 2f), complex.item<(float, float)>());
        Assert.Equal((1f, 2f), full([], (1f, 2f), ScalarType.ComplexFloat32).item<(float, float)>());
        Assert.Throws<OverflowException>(() => tensor(300L).ToByte());
    }

    [Fact]
    public void Scalars_keep_what_they_were()
    {
        Assert.Equal(ScalarType.Int64, 3.ToScalar().Type);
        Assert.Equal(ScalarType.Float64, 3f.ToScalar().Type);
        Assert.Equal(ScalarType.Bool, true.ToScalar().Type);
        Assert.Equal((5L, 5.0, true, (byte)5), (5.ToScalar().ToInt64(), 5.ToScalar().ToDouble(), 5.ToScalar().ToBoolean(), 5.ToScalar().ToByte()));
        Assert.Equal(long.MaxValue, long.MaxValue.ToScalar().ToInt64());
        using var x = full(1, long.MaxValue);
        Assert.Equal(long.MaxValue, x.item<long>());
    }

    private static void Check(Tensor x, ScalarType type, long[] shape, double[] values)
    {
        Assert.Equal(type, x.dtype);
        Assert.Equal(shape, x.shape);
        Assert.Equal(values, Golden.Values(x));
    }
}
