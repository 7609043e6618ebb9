using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

/// <summary>TorchSharp's own format: LEB128 type, rank and sizes, then the raw elements.</summary>
public class TensorFileTests
{
    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("0602028101" + "0000803F", Convert.ToHexString(Written(ones(2, 129)))[..18]);
        Assert.Equal("0B0103" + "010001", Convert.ToHexString(Written(tensor(new[] { true, false, true }))));
        Assert.Equal("0400" + "0500000000000000", Convert.ToHexString(Written(tensor(5L))));
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var scope = NewDisposeScope();
        var file = Path.GetTempFileName();
        try
        {
            foreach (var x in new[] { arange(6).reshape(2, 3), arange(6).reshape(2, 3).t().to(ScalarType.Float16), zeros(0, 3), ones(2, requires_grad: true) })
            {
                save(x, file);
                var y = load(file);
                Assert.Equal(x.dtype, y.dtype);
                Assert.True(x.detach().Equals(y));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Loading_into_a_tensor_needs_its_shape_and_type()
    {
        using var scope = NewDisposeScope();
        var bytes = Written(ones(2));
        var target = zeros(2, requires_grad: true);
        target.Load(Reader(bytes));
        Assert.Equal([1.0, 1], Golden.Values(target));
        Assert.Equal("the file holds [2] of Float32, the tensor is [3] of Float32", Assert.Throws<ArgumentException>(() => zeros(3).Load(Reader(bytes))).Message);
        Tensor? made = null;
        TensorExtensionMethods.Load(ref made, Reader(bytes));
        Assert.Equal([1.0, 1], Golden.Values(made!));
        var kept = zeros(5);
        kept.Load(Reader(bytes), skip: true);
        Assert.Equal(0, kept.sum().item<float>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("06")]
    [InlineData("060203")]
    public void A_file_that_ends_early_is_refused(string hex) => Assert.ThrowsAny<IOException>(() => Tensor.Load(Reader(Convert.FromHexString(hex))).Dispose());

    [Theory]
    [InlineData("4000", "element type 64 is unknown")]
    [InlineData("0641", "65 dimensions")]
    [InlineData("0601FFFFFFFFFFFFFFFF7F", "needs 9223372036854775807 bytes")]
    [InlineData("0602FFFFFFFF7FFFFFFFFF7F", "needs 9223372036854775807 bytes")]
    [InlineData("0601FFFFFFFFFFFFFFFFFF01", "more than 9 bytes")]
    [InlineData("060164", "needs 400 bytes, 0 are left")]
    [InlineData("0601050000803F", "needs 20 bytes, 4 are left")]
    public void A_forged_header_is_refused_before_memory_is_taken(string hex, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Tensor.Load(Reader(Convert.FromHexString(hex))).Dispose()).Message, StringComparison.Ordinal);

    private static byte[] Written(Tensor tensor)
    {
        var stream = new MemoryStream();
        tensor.Save(stream);
        return stream.ToArray();
    }

    private static BinaryReader Reader(byte[] bytes) => new(new MemoryStream(bytes));
}
