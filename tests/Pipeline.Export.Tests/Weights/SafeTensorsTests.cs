using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Every_element_type_shape_and_metadata_entry_comes_back()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new()
        {
            ["b.weight"] = tensor([1f, -2f, float.Epsilon, float.NaN, 5f, 6f], [2, 3]),
            ["a.double"] = tensor([1.0, Math.PI], [2]),
            ["z.count"] = tensor(123456789012L),
            ["c.bytes"] = tensor(new byte[] { 1, 2, 255 }, [3]),
            ["d.flags"] = tensor([true, false], [2]),
            ["e.empty"] = zeros([0, 4]),
            ["f.half"] = tensor([1f, 2f], [2]).to(ScalarType.Float16),
            ["g.transposed"] = arange(6, dtype: ScalarType.Int32).reshape([2, 3]).t(),
        };
        using WeightsFile file = Read(Bytes(tensors, new Dictionary<string, string> { ["epoch"] = "3" }));
        Assert.Equal("3", file.Metadata["epoch"]);
        Assert.Equal(tensors.Keys.Order(), file.Tensors.Keys.Order());
        Assert.All(tensors, pair =>
        {
            Tensor found = file.Tensors[pair.Key];
            Assert.Equal(pair.Value.dtype, found.dtype);
            Assert.Equal(pair.Value.shape, found.shape);
            Assert.True(found.numel() == 0 || found.bytes.SequenceEqual(pair.Value.contiguous().bytes), pair.Key);
        });
    }

    [Fact]
    public void Equal_states_give_equal_bytes_whatever_the_order()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones([3]), b = zeros([2]);
        Assert.Equal(Bytes(new() { ["a"] = a, ["b"] = b }), Bytes(new() { ["b"] = b, ["a"] = a }));
    }

    [Fact]
    public void Header_is_a_multiple_of_eight_and_every_tensor_is_aligned()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] bytes = Bytes(new() { ["a"] = ones([1], dtype: ScalarType.Bool), ["b"] = ones([1], dtype: ScalarType.Float64) });
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
        Assert.Contains("\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 0, "begin with '{'")]
    [InlineData("{", 0, "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "JSON")]
    [InlineData("""{"a":{"dtype":"F7","shape":[1],"data_offsets":[0,4]}}""", 4, "F7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "needs 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "sizes ≥ 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "more than any file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leave holes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "truncated or forged")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "unknown field")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "data_offsets")]
    public void Refuses_a_header_that_breaks_a_rule(string header, int dataBytes, string reason)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[dataBytes]];
        WeightsException error = Assert.Throws<WeightsException>(() => Read(file));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("memory: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Refuses_a_file_without_a_length(int bytes) => Assert.Throws<WeightsException>(() => Read(new byte[bytes]));

    [Fact]
    public void Refuses_a_header_longer_than_the_file() =>
        Assert.Throws<WeightsException>(() => Read([.. BitConverter.GetBytes(ulong.MaxValue), .. "{}"u8]));

    [Fact]
    public void Any_bytes_give_tensors_or_the_domain_error() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), tail =>
    {
        byte[] file = [.. BitConverter.GetBytes((long)tail.Length), .. tail];
        try { Read(file).Dispose(); }
        catch (WeightsException e) { Assert.DoesNotContain('\n', e.Message); }
    }).QuickCheckThrowOnFailure();

    private static byte[] Bytes(Dictionary<string, Tensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using MemoryStream stream = new();
        SafeTensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static WeightsFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return SafeTensors.Read(stream, "memory");
    }
}
