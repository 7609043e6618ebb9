using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>Refuses images that a model's card does not allow, each in one line, before anything is computed.</summary>
internal static class InputCheck
{
    /// <summary>Number of modalities, one grid for all of them, and finite values.</summary>
    public static void Check(IReadOnlyList<Volume<float>> modalities, Card card)
    {
        if (modalities.Count != card.Modalities.Count)
            throw new UserInputException($"Found {Count(modalities.Count)}, expected {Count(card.Modalities.Count)}: {string.Join(", ", card.Modalities)} in this order.");
        for (int m = 1; m < modalities.Count; m++)
        {
            if (!modalities[0].Geometry.SameGrid(modalities[0].Size, modalities[m].Geometry, modalities[m].Size))
            {
                throw new UserInputException(
                    $"Modality {card.Modalities[m]} lies on another grid ({modalities[m].Size}) than {card.Modalities[0]} ({modalities[0].Size}); resample one onto the other first.");
            }
        }

        for (int m = 0; m < modalities.Count; m++)
            CheckFinite(modalities[m], card.Modalities[m]);
    }

    private static void CheckFinite(Volume<float> volume, string modality)
    {
        for (int i = 0; i < volume.Voxels.Length; i++)
        {
            if (float.IsFinite(volume.Voxels[i]))
                continue;
            int x = i % volume.Size.X;
            int y = i / volume.Size.X % volume.Size.Y;
            int z = i / volume.Size.X / volume.Size.Y;
            throw new UserInputException($"Modality {modality} holds {volume.Voxels[i]} at voxel ({x}, {y}, {z}), expected finite numbers; repair the image first.");
        }
    }

    private static string Count(int modalities) => modalities == 1 ? "1 modality" : $"{modalities} modalities";
}
