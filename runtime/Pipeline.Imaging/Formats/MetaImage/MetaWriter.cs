using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Numerics.Tensors;
using System.Text;

namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>
/// Writes .mha as one file with zlib-compressed voxels, and .mhd with plain voxels in a .raw of the same name beside it: first the voxels,
/// then the header, each whole or not at all, so that a header never stands without its voxels. Equal volumes give equal bytes.
/// </summary>
internal static class MetaWriter
{
    public static void Write(string path, Volume<float> volume) => WriteFile<float, float>(path, volume, VoxelType.Float32);

    public static void WriteLabels(string path, Volume<ushort> labels)
    {
        if (TensorPrimitives.Max<ushort>(labels.Voxels) <= byte.MaxValue)
            WriteFile<ushort, byte>(path, labels, VoxelType.UInt8);
        else
            WriteFile<ushort, ushort>(path, labels, VoxelType.UInt16);
    }

    private static void WriteFile<T, TStored>(string path, Volume<T> volume, VoxelType type)
        where T : unmanaged, INumber<T>
        where TStored : unmanaged, INumber<TStored>
    {
        if (path.EndsWith(".mha", StringComparison.OrdinalIgnoreCase))
        {
            AtomicFile.Write(path, file => WriteLocal<T, TStored>(file, volume, type));
            return;
        }
        var raw = Path.ChangeExtension(path, ".raw");
        AtomicFile.Write(raw, file => VoxelBlocks.Write<T, TStored>(file, volume.Voxels));
        AtomicFile.Write(path, file => file.Write(Header(volume.Size, volume.Geometry, type, compressedBytes: null, Path.GetFileName(raw))));
    }

    private static void WriteLocal<T, TStored>(Stream file, Volume<T> volume, VoxelType type)
        where T : unmanaged, INumber<T>
        where TStored : unmanaged, INumber<TStored>
    {
        byte[] HeaderFor(long bytes) => Header(volume.Size, volume.Geometry, type, bytes, "LOCAL");
        var start = HeaderFor(0).Length;
        file.Position = start;
        using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
            VoxelBlocks.Write<T, TStored>(zlib, volume.Voxels);
        file.Position = 0;
        file.Write(HeaderFor(file.Length - start));
    }

    /// <summary>Of the same length whatever the number of compressed bytes.</summary>
    private static byte[] Header(Size3 size, Geometry geometry, VoxelType type, long? compressedBytes, string dataFile)
    {
        var (directions, offset, spacing) = MetaGeometry.Text(geometry);
        string[] lines =
        [
            "ObjectType = Image",
            "NDims = 3",
            "BinaryData = True",
            "BinaryDataByteOrderMSB = False",
            compressedBytes is null ? "CompressedData = False" : "CompressedData = True",
            .. compressedBytes is { } bytes ? [string.Create(CultureInfo.InvariantCulture, $"CompressedDataSize = {bytes:000000000000}")] : Array.Empty<string>(),
            $"TransformMatrix = {directions}",
            $"Offset = {offset}",
            "CenterOfRotation = 0 0 0",
            $"ElementSpacing = {spacing}",
            string.Create(CultureInfo.InvariantCulture, $"DimSize = {size.X} {size.Y} {size.Z}"),
            $"ElementType = {MetaElementType.Name(type)}",
            $"ElementDataFile = {dataFile}",
        ];
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }
}
