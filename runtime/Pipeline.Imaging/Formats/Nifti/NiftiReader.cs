using System.Numerics.Tensors;

namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// NIfTI-1 and NIfTI-2, single files and pairs, plain or gzip, either byte order. Header → checks → allocation → voxels in
/// one pass. A compressed file is read to its end, because only there its checksum stands.
/// </summary>
internal static class NiftiReader
{
    public static ImageHeader ReadHeader(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = NiftiFile.Open(path, limits);
        return file.Describe();
    });

    public static Volume<float> Read(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = NiftiFile.Open(path, limits);
        var size = NiftiLayout.Size(file.Dimensions, sizeof(float), limits);
        var voxels = GC.AllocateUninitializedArray<float>((int)size.Count);
        file.ReadVoxels((values, first) => TensorPrimitives.ConvertTruncating(values, voxels.AsSpan(first, values.Length)));
        return new Volume<float>(size, file.Geometry, voxels);
    });

    public static Volume<ushort> ReadLabels(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = NiftiFile.Open(path, limits);
        var size = NiftiLayout.Size(file.Dimensions, sizeof(ushort), limits);
        var voxels = GC.AllocateUninitializedArray<ushort>((int)size.Count);
        file.ReadVoxels((values, first) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                var label = values[i] is >= 0 and <= ushort.MaxValue ? (ushort)values[i] : ushort.MaxValue;
                if (label != values[i])
                    throw NotALabel(values[i], first + i, size);
                voxels[first + i] = label;
            }
        });
        return new Volume<ushort>(size, file.Geometry, voxels);
    });

    /// <summary>All values of a file of any rank, x fastest, in the precision in which they are computed.</summary>
    internal static double[] ReadAll(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = NiftiFile.Open(path, limits);
        var values = new double[checked((int)file.Count)];
        file.ReadVoxels((block, first) => block.CopyTo(values.AsSpan(first)));
        return values;
    });

    private static InvalidDataException NotALabel(double value, int index, Size3 size)
    {
        int x = index % size.X, y = index / size.X % size.Y, z = index / size.X / size.Y;
        return new InvalidDataException($"found the value {value} at voxel ({x},{y},{z}), expected whole numbers from 0 to 65535 in a label map; give the label map, not an image.");
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new ImageFormatException(path, e.Message, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(path, "no such file; check the path.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImageFormatException(path, Directory.Exists(path) ? "found a folder, expected a file." : "the file may not be read; check its permissions.", e);
        }
        catch (IOException e)
        {
            throw new ImageFormatException(path, $"the file could not be read: {e.Message}", e);
        }
    }
}
