using Pipeline.Imaging.Tests.Contracts;

namespace Pipeline.Imaging.Tests.Formats.Nifti;

public sealed class NiftiContractTests : ImageFormatContract
{
    protected override string Ending => ".nii";
}
