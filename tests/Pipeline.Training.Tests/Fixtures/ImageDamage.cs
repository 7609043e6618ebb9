using System.IO.Compression;
using System.Text;
using Pipeline.Imaging;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Damage to image files of any format.</summary>
internal static class ImageDamage
{
    public static void Resize(string path) => Rewrite(path, v => new Volume<ushort>(new Size3(4, 5, 6), v.Geometry, new ushort[120]));

    /// <summary>As a tool does that forgets the header: spacing 1.</summary>
    public static void LoseSpacing(string path) => Rewrite(path, v => v.With(v.Geometry.WithSpacing(1, 1, 1)));

    /// <summary>The first axis runs the other way; the voxels stay.</summary>
    public static void FlipAxis(string path) => Rewrite(path, v => v.With(new Geometry(v.Geometry.Affine.Multiply(Affine.Scaling(-1, 1, 1)))));

    public static void Shift(string path)
    {
        Rewrite(path, v => v.With(new Geometry(v.Geometry.Affine with { M03 = v.Geometry.Affine.M03 + 30 })));
    }

    /// <summary>Saved as a picture: classes as grey values up to white.</summary>
    public static void TurnIntoPicture(string path) => Rewrite(path, v =>
    {
        var values = v.Voxels.Distinct().Order().ToList();
        return v.With(Array.ConvertAll(v.Voxels, value => (ushort)(values.IndexOf(value) * 255 / (values.Count - 1))));
    });

    public static void TurnIntoFractions(string path)
    {
        var image = ImageFile.Read(path);
        ImageFile.Write(path, image.With(Array.ConvertAll(image.Voxels, v => v / 3)));
    }

    /// <summary>Announces and holds the voxels twice, as a fourth axis.</summary>
    public static void AddAxis(string path)
    {
        if (path.EndsWith(".mhd", StringComparison.Ordinal))
        {
            File.WriteAllText(path, string.Join('\n', File.ReadAllLines(path).Select(line => line.Split(" = ") switch
            {
                ["NDims", _] => "NDims = 4",
                ["DimSize", var sizes] => $"DimSize = {sizes} 2",
                ["TransformMatrix", _] => "TransformMatrix = 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1",
                ["Offset" or "ElementSpacing" or "CenterOfRotation", var numbers] => $"{line} 1",
                _ => line,
            })) + "\n");
            var raw = Path.ChangeExtension(path, ".raw");
            File.WriteAllBytes(raw, [.. File.ReadAllBytes(raw), .. File.ReadAllBytes(raw)]);
            return;
        }
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        (bytes[40], bytes[48]) = (4, 2); // dim[0] and dim[4]
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(bytes);
        packed.Write(bytes.AsSpan(352));
    }

    /// <summary>Half of the file that holds the voxels.</summary>
    public static void Truncate(string path)
    {
        var file = path.EndsWith(".mhd", StringComparison.Ordinal) ? Path.ChangeExtension(path, ".raw") : path;
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..(int)(new FileInfo(file).Length / 2)]);
    }

    /// <summary>What a Mac's archiver leaves beside every file.</summary>
    public static void AddAppleDoubles(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(file)!, "._" + Path.GetFileName(file)), [0, 5, 22, 7, .. Encoding.ASCII.GetBytes("Mac OS X")]);
        }
    }

    private static void Rewrite(string path, Func<Volume<ushort>, Volume<ushort>> change) => ImageFile.WriteLabels(path, change(ImageFile.ReadLabels(path)));
}
