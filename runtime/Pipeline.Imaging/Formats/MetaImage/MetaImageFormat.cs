namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>
/// MetaImage, the format of ITK and of many challenges: a text header of "Key = value" lines, with the voxels behind it (.mha) or in a
/// file beside it (.mhd with .raw or .zraw). Source: ITK's MetaIO documentation; where it is silent, what ITK does.
/// </summary>
internal sealed class MetaImageFormat : ImageFormat
{
    public static MetaImageFormat Instance { get; } = new();

    public override IReadOnlyList<string> ReadableEndings { get; } = [".mha", ".mhd"];

    public override IReadOnlyList<string> WritableEndings { get; } = [".mha", ".mhd"];

    public override void Write(string path, Volume<float> volume) => MetaWriter.Write(path, volume);

    public override void WriteLabels(string path, Volume<ushort> labels) => MetaWriter.WriteLabels(path, labels);

    protected override OpenImage Open(string path, ImageLimits limits) => MetaFile.Open(path, limits);
}
