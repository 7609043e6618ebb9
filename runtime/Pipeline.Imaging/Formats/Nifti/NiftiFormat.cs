namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>NIfTI-1 and NIfTI-2, single files and pairs, plain or gzip, either byte order. Written: NIfTI-1 single files.</summary>
internal sealed class NiftiFormat : ImageFormat
{
    /// <summary>Size of the NIfTI-1 header; four more bytes say whether extensions follow.</summary>
    public const int HeaderBytes1 = 348;
    public const int HeaderBytes2 = 540;
    public const int ExtensionFlagBytes = 4;

    public static NiftiFormat Instance { get; } = new();

    public override IReadOnlyList<string> ReadableEndings { get; } = [".nii.gz", ".nii", ".hdr.gz", ".hdr"];

    public override IReadOnlyList<string> WritableEndings { get; } = [".nii.gz", ".nii"];

    public override void Write(string path, Volume<float> volume) => NiftiWriter.Write(path, volume);

    public override void WriteLabels(string path, Volume<ushort> labels) => NiftiWriter.WriteLabels(path, labels);

    protected override OpenImage Open(string path, ImageLimits limits) => NiftiFile.Open(path, limits);
}
