using Pipeline.Imaging.Tests.Contracts;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Nifti;

public sealed class NiftiContractTests : ImageFormatContract
{
    protected override string Ending => ".nii";

    protected override bool Compressed => false;

    protected override void Forge(string path, Size3 announced, byte[] voxels, bool bigEndian)
    {
        var file = new NiftiBytes(bigEndian)
            .Int16(NiftiBytes.Dim, 3, (short)announced.X, (short)announced.Y, (short)announced.Z).WithVoxels(voxels);
        File.WriteAllBytes(path, file.ToArray());
    }
}
