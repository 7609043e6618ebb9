using System.Numerics.Tensors;

namespace Pipeline.Imaging.Formats;

/// <summary>
/// One file format. A new one says its endings, opens a file as far as its checked header, and writes; everything else about
/// reading is here: header → checks → allocation → voxels in one pass. Faults are <see cref="ImageFormatException"/>.
/// </summary>
internal abstract class ImageFormat
{
    /// <summary>Endings with the dot, a longer one before the one that it ends in.</summary>
    public abstract IReadOnlyList<string> ReadableEndings { get; }

    public abstract IReadOnlyList<string> WritableEndings { get; }

    public abstract void Write(string path, Volume<float> volume);

    public abstract void WriteLabels(string path, Volume<ushort> labels);

    /// <summary>The ending as it is spelled in the path; null for another format's file.</summary>
    public string? EndingOf(string path) => EndingOf(path, ReadableEndings);

    public bool CanWrite(string path) => EndingOf(path, WritableEndings) is not null;

    public ImageHeader ReadHeader(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = Open(path, limits);
        return file.Describe();
    });

    public Volume<float> Read(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = Open(path, limits);
        var size = VoxelLayout.Size(file.Dimensions, sizeof(float), limits);
        var voxels = GC.AllocateUninitializedArray<float>((int)size.Count);
        file.ReadVoxels((values, first) => TensorPrimitives.ConvertTruncating(values, voxels.AsSpan(first, values.Length)));
        return new Volume<float>(size, file.Geometry, voxels);
    });

    public Volume<ushort> ReadLabels(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = Open(path, limits);
        var size = VoxelLayout.Size(file.Dimensions, sizeof(ushort), limits);
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
    internal double[] ReadAll(string path, ImageLimits limits) => Guarded(path, () =>
    {
        using var file = Open(path, limits);
        var values = new double[checked((int)file.Count)];
        file.ReadVoxels((block, first) => block.CopyTo(values.AsSpan(first)));
        return values;
    });

    /// <summary>Opens a file and checks its header; faults of its content are <see cref="InvalidDataException"/>.</summary>
    protected abstract OpenImage Open(string path, ImageLimits limits);

    private static string? EndingOf(string path, IReadOnlyList<string> endings)
    {
        ArgumentNullException.ThrowIfNull(path);
        var ending = endings.FirstOrDefault(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return ending is null ? null : path[^ending.Length..];
    }

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
