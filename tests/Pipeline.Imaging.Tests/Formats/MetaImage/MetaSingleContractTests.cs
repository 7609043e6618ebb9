using Pipeline.Imaging.Tests.Contracts;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.MetaImage;

public sealed class MetaSingleContractTests : ImageFormatContract
{
    protected override string Ending => ".mha";

    protected override bool Compressed => true;

    protected override void Forge(string path, Size3 announced, byte[] voxels, bool bigEndian)
    {
        File.WriteAllBytes(path, new MetaText(bigEndian).With("DimSize", announced).WithZlib(voxels).ToArray());
    }
}
