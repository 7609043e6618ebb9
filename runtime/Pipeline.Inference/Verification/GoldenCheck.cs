using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>Segments a bundle's golden input (a phantom) on this device and compares with the label map that the bundle expects.</summary>
public static class GoldenCheck
{
    /// <summary>Null when the bundle has no golden pair (a lone model).</summary>
    public static GoldenResult? Run(Segmenter segmenter, Bundle bundle)
    {
        if (bundle.Folder is null || bundle.Card.Golden is not { } golden)
            return null;
        Volume<float>[] images = [.. golden.Input.Select(path => ImageFile.Read(bundle.PathOf(path)))];
        Volume<ushort> expected = ImageFile.ReadLabels(bundle.PathOf(golden.Expected));
        Volume<ushort> found = segmenter.Segment(images);
        if (!found.Geometry.SameGrid(found.Size, expected.Geometry, expected.Size))
            throw new BundleException(golden.Expected, "golden", $"lies on another grid ({expected.Size}) than its input ({found.Size}); export the bundle again.");
        long differing = 0;
        for (int i = 0; i < found.Voxels.Length; i++)
        {
            if (found.Voxels[i] != expected.Voxels[i])
                differing++;
        }

        return new GoldenResult(found.Voxels.Length, differing);
    }

    /// <summary>Whether enough voxels agree for the device to be used. Devices round differently; a wrong kernel is off by far more.</summary>
    public static bool Passes(GoldenResult golden) => Agreement(golden) >= GateCheck.MinAgreement;

    /// <summary>Fraction of voxels with the expected label, 0 to 1.</summary>
    public static double Agreement(GoldenResult golden) => 1 - ((double)golden.Differing / golden.Voxels);
}
