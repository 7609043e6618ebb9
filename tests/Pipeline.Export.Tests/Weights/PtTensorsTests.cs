using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class PtTensorsTests
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
        ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64,
    ];

    [Fact]
    public void What_is_written_is_read_whatever_the_keys_types_and_shapes()
    {
        Gen<(string Key, ScalarType Type, long[] Shape, bool Transposed)> tensors =
            from key in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from type in Gen.Elements(Types)
            from shape in Gen.Choose(0, 5).Select(size => (long)size).ArrayOf().Resize(4)
            from transposed in Gen.Elements(true, false)
            select (key.Get, type, shape, transposed);
        Prop.ForAll(tensors.ListOf().ToArbitrary(), list =>
        {
            using DisposeScope scope = NewDisposeScope();
            Dictionary<string, Tensor> state = new(StringComparer.Ordinal);
            foreach ((string key, ScalarType type, long[] shape, bool transposed) in list.Where(tensor => IsText(tensor.Key)))
            {
                Tensor made = (randn(shape) * 9).to(type);
                state[key] = transposed && shape.Length > 1 ? made.transpose(0, -1) : made;
            }
            if (state.Count == 0)
            {
                return;
            }
            using WeightsFile file = Read(Bytes(state));
            Assert.Equal(state.Keys.Order(StringComparer.Ordinal), file.Tensors.Keys);
            Assert.Empty(file.Notes);
            foreach ((string key, Tensor tensor) in state)
            {
                Assert.Equal((tensor.dtype, string.Join(',', tensor.shape)), (file.Tensors[key].dtype, string.Join(',', file.Tensors[key].shape)));
                Assert.True(file.Tensors[key].bytes.SequenceEqual(tensor.contiguous().bytes), key);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Equal_states_give_equal_bytes_whatever_the_order()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones([3]), b = zeros([2]);
        Assert.Equal(Bytes(new() { ["a"] = a, ["b"] = b }), Bytes(new() { ["b"] = b, ["a"] = a }));
    }

    [Fact]
    public void Another_zip_reader_sees_stored_entries_without_times_and_aligned_data()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] bytes = Bytes(new() { ["a"] = tensor([1.5f, -2f]), ["b"] = ones([3, 5], dtype: ScalarType.Float64) });
        using ZipArchive zip = new(new MemoryStream(bytes));
        Assert.Equal(["archive/data.pkl", "archive/byteorder", "archive/data/0", "archive/data/1", "archive/version"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal((entry.Length, new DateTime(1980, 1, 1)), (entry.CompressedLength, entry.LastWriteTime.DateTime)));
        byte[] data = new byte[8];
        using (Stream stream = zip.Entries[2].Open())
        {
            stream.ReadExactly(data);
        }
        Assert.Equal([.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)], data);
        Assert.Equal(0, bytes.AsSpan().IndexOf(data) % 64);
        // CRC-32 of the eight bytes, by Python's zlib.crc32(struct.pack("<2f", 1.5, -2)).
        Assert.Equal(0xCCDF2C3Au, zip.Entries[2].Crc32);
    }

    [Fact]
    public void A_key_that_is_no_text_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        WeightsException error = Assert.Throws<WeightsException>(() => Bytes(new() { ["a\ud800"] = ones([1]) }));
        Assert.Contains("surrogate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_older_file_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("w.pt"), "older");
        Assert.Throws<WeightsException>(() => PtTensors.Save(folder.At("w.pt"), new Dictionary<string, Tensor> { ["\ud800"] = ones([1]) }));
        Assert.Equal("older", File.ReadAllText(folder.At("w.pt")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    private static bool IsText(string key) => !key.Where((c, i) => char.IsSurrogate(c) && !char.IsSurrogatePair(key, i) && !(i > 0 && char.IsSurrogatePair(key, i - 1))).Any();

    private static byte[] Bytes(Dictionary<string, Tensor> tensors)
    {
        using MemoryStream stream = new();
        PtTensors.Write(stream, tensors);
        return stream.ToArray();
    }

    private static WeightsFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return PtTensors.Read(stream, "memory");
    }
}
