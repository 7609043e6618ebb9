using System.IO.Compression;
using System.Text;

namespace Pipeline.Imaging.Tests.Fixtures;

/// <summary>
/// A MetaImage in memory, valid until a test breaks it: 3×2×2 voxels of int16 counting from 0 behind the header, spacing 1×2×3 mm. Written
/// from the format's own grammar, independent of the code under test.
/// </summary>
internal sealed class MetaText
{
    private readonly List<(string Key, string Value)> _lines;
    private byte[] _voxels = [];

    public MetaText(bool bigEndian = false)
    {
        _lines =
        [
            ("ObjectType", "Image"), ("NDims", "3"), ("BinaryData", "True"), ("BinaryDataByteOrderMSB", bigEndian ? "True" : "False"), ("CompressedData", "False"),
            ("TransformMatrix", "1 0 0 0 1 0 0 0 1"), ("Offset", "0 0 0"), ("ElementSpacing", "1 2 3"), ("DimSize", "3 2 2"),
            ("ElementType", "MET_SHORT"), ("ElementDataFile", "LOCAL"),
        ];
        _voxels = [.. Enumerable.Range(0, 12).SelectMany(i => bigEndian ? new[] { (byte)0, (byte)i } : [(byte)i, 0])];
    }

    /// <summary>Sets a line; a new one goes before ElementDataFile.</summary>
    public MetaText With(string key, string value)
    {
        var at = _lines.FindIndex(l => l.Key == key);
        if (at >= 0)
            _lines[at] = (key, value);
        else
            _lines.Insert(_lines.Count - 1, (key, value));
        return this;
    }

    public MetaText With(string key, Size3 size) => With(key, $"{size.X} {size.Y} {size.Z}");

    public MetaText Without(string key)
    {
        _lines.RemoveAll(l => l.Key == key);
        return this;
    }

    public MetaText WithVoxels(params byte[] voxels)
    {
        _voxels = voxels;
        return this;
    }

    public MetaText WithZlib(byte[] voxels)
    {
        _voxels = Zlib(voxels);
        return With("CompressedData", "True").With("CompressedDataSize", $"{_voxels.Length}");
    }

    public byte[] Voxels => _voxels;

    public byte[] ToArray() => [.. Header(), .. _lines[^1].Value == "LOCAL" ? _voxels : []];

    public byte[] Header() => Encoding.UTF8.GetBytes(string.Concat(_lines.Select(l => $"{l.Key} = {l.Value}\n")));

    public static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }
}
