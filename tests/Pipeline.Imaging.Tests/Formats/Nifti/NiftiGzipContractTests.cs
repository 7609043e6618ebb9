using Pipeline.Imaging.Tests.Contracts;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Nifti;

public sealed class NiftiGzipContractTests : ImageFormatContract
{
    protected override string Ending => ".nii.gz";

    protected override bool Compressed => true;

    protected override void Forge(string path, Size3 announced, byte[] voxels, bool bigEndian)
    {
        var file = new NiftiBytes(bigEndian)
            .Int16(NiftiBytes.Dim, 3, (short)announced.X, (short)announced.Y, (short)announced.Z).WithVoxels(voxels);
        File.WriteAllBytes(path, file.ToGzip());
    }
}
