using Pipeline.Imaging.Tests.Contracts;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.MetaImage;

public sealed class MetaPairContractTests : ImageFormatContract
{
    protected override string Ending => ".mhd";

    protected override bool Compressed => false;

    protected override string VoxelFile(string path) => System.IO.Path.ChangeExtension(path, ".raw");

    protected override void Forge(string path, Size3 announced, byte[] voxels, bool bigEndian)
    {
        var file = new MetaText(bigEndian).With("DimSize", announced).With("ElementDataFile", System.IO.Path.GetFileName(VoxelFile(path)));
        File.WriteAllBytes(path, file.ToArray());
        File.WriteAllBytes(VoxelFile(path), voxels);
    }
}
