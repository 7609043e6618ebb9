using System.Globalization;
using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>
/// Whether the voxels of two files lie on each other one by one, told by their headers. Sizes, spacings and directions must agree; a
/// shifted origin is let pass, because challenges hand out label maps whose origin was lost and whose voxels correspond all the same.
/// </summary>
internal static class ImageGrid
{
    /// <summary>Tolerance of spacings (relative) and of directions (1 − cosine; 0.01 is 8°): headers round, and nothing else is forgiven.</summary>
    private const double Tolerance = 0.01;

    public static void RequireSame(string image, string other)
    {
        var expected = Single(image);
        var found = Single(other);
        if (found.Size != expected.Size)
        {
            throw new UserInputException(
                $"{other}: found {found.Size} voxels, expected {expected.Size} as in {Path.GetFileName(image)}; image and label map must share one grid");
        }
        var (a, b) = (expected.Geometry.Spacing, found.Geometry.Spacing);
        if (!Close(a.X, b.X) || !Close(a.Y, b.Y) || !Close(a.Z, b.Z))
        {
            throw new UserInputException(
                $"{other}: found a spacing of {Text(b)} mm, expected {Text(a)} as in {Path.GetFileName(image)}; copy the image's header if the voxels correspond, resample otherwise");
        }
        if (!SameDirections(expected.Geometry.Affine, found.Geometry.Affine))
        {
            throw new UserInputException(
                $"{other}: its axes run {found.Geometry.Orientation}, expected {expected.Geometry.Orientation} and the same directions as in {Path.GetFileName(image)}; "
                + "copy the image's header if the voxels correspond, reorient otherwise");
        }
    }

    /// <summary>The header of a file that holds one 3-D volume.</summary>
    public static ImageHeader Single(string path)
    {
        var header = ImageFile.ReadHeader(path);
        return header.Volumes == 1 ? header : throw new UserInputException(
            $"{path}: found {string.Join('×', header.Dimensions)} voxels, expected one 3-D volume; write each of the {header.Volumes} volumes to a file of its own");
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(a, b);

    private static bool SameDirections(Affine a, Affine b)
    {
        double[] lengthsA = [a.Spacing.X, a.Spacing.Y, a.Spacing.Z], lengthsB = [b.Spacing.X, b.Spacing.Y, b.Spacing.Z];
        for (var axis = 0; axis < 3; axis++)
        {
            var cosine = (a[0, axis] * b[0, axis] + a[1, axis] * b[1, axis] + a[2, axis] * b[2, axis]) / (lengthsA[axis] * lengthsB[axis]);
            if (cosine < 1 - Tolerance) return false;
        }
        return true;
    }

    private static string Text((double X, double Y, double Z) spacing) =>
        string.Create(CultureInfo.InvariantCulture, $"{spacing.X:0.####}×{spacing.Y:0.####}×{spacing.Z:0.####}");
}
