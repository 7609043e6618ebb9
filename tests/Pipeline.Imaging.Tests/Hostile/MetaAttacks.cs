using Pipeline.Imaging.Tests.Fixtures;
using static Pipeline.Imaging.Tests.Hostile.Attack;

namespace Pipeline.Imaging.Tests.Hostile;

/// <summary>The table of crafted MetaImages. Those without a message are odd but right and must be read.</summary>
internal static class MetaAttacks
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("M1", "voxels are a file of the system", Meta(f => f.With("ElementDataFile", "/etc/passwd")), "ElementDataFile is \"/etc/passwd\", expected LOCAL or the plain name of a file beside the header"),
        new("M1b", "voxels in the folder above", Meta(f => f.With("ElementDataFile", "../x.raw")), "ElementDataFile is \"../x.raw\""),
        new("M1c", "a path for Windows", Meta(f => f.With("ElementDataFile", "..\\x.raw")), "ElementDataFile is \"..\\x.raw\""),
        new("M1d", "a drive or a stream of another file", Meta(f => f.With("ElementDataFile", "c:x.raw")), "ElementDataFile is \"c:x.raw\""),
        new("M1e", "the folder itself", Meta(f => f.With("ElementDataFile", "..")), "ElementDataFile is \"..\""),
        new("M1f", "no name", Meta(f => f.With("ElementDataFile", "")), "ElementDataFile is \"\""),
        new("M2", "a list of slices", Meta(f => f.With("ElementDataFile", "LIST 2")), "ElementDataFile is LIST 2 (one file per slice), expected LOCAL or one file"),
        new("M2b", "a pattern of a billion slices", Meta(f => f.With("ElementDataFile", "s%03d.raw 1 1000000000 1")), "(one file per slice)"),
        new("M3", "no axes", Meta(f => f.With("NDims", "0")), "NDims is 0, expected 2 to 4 axes"),
        new("M3b", "two hundred axes", Meta(f => f.With("NDims", "200")), "NDims is 200, expected 2 to 4 axes"),
        new("M3c", "NDims is no number", Meta(f => f.With("NDims", "3.0")), "NDims is 3.0, expected a whole number"),
        new("M3d", "fewer sizes than axes", Meta(f => f.With("DimSize", "3 2")), "DimSize is 3 2, expected 3 numbers, found 2"),
        new("M4", "HeaderSize with voxels behind the header", Meta(f => f.With("HeaderSize", "-1")), "HeaderSize is -1 for voxels in the same file, expected 0"),
        new("M4b", "HeaderSize below -1", Meta(f => f.With("HeaderSize", "-9223372036854775808")), "HeaderSize is -9223372036854775808"),
        new("M5", "18 GB promised by 300 bytes", Meta(f => f.With("DimSize", "3000 3000 1000")), "DimSize = 3000×3000×1000 of int16 needs 18.0 GB, the file holds 24 bytes after the header"),
        new("M5b", "product of sizes overflows", Meta(f => f.With("DimSize", "2147483647 2147483647 2147483647")), "of int16 needs"),
        new("M5c", "a size of 0", Meta(f => f.With("DimSize", "3 0 2")), "DimSize is 3 0 2, expected whole numbers from 1"),
        new("M5d", "a size beyond 32 bits", Meta(f => f.With("DimSize", "3 2 3000000000")), "DimSize is 3 2 3000000000"),
        new("M5e", "a size that is no number", Meta(f => f.With("DimSize", "3 NaN 2")), "DimSize is 3 NaN 2, expected 3 finite numbers"),
        new("M6", "more compressed bytes than the file has", Meta(f => f.WithZlib(new byte[24]).With("CompressedDataSize", "999999999")), "the voxels should be 1000.0 MB from byte"),
        new("M6b", "compressed data that are not", Meta(f => f.With("CompressedData", "True")), "expected a zlib header such as 789C"),
        new("M6c", "a wrong checksum", Meta(f => f.WithVoxels([.. MetaText.Zlib(new byte[24])[..^1], 0x55]).With("CompressedData", "True")), "the zlib checksum is"),
        new("M6d", "too few bytes to be zlib", Meta(f => f.WithVoxels(0x78, 0x9C, 3).With("CompressedData", "True")), "the compressed voxels have 3 bytes"),
        new("M6e", "fewer unpacked bytes than announced", Meta(f => f.WithZlib(new byte[20])), "the file ends at byte 20, expected 24 bytes of voxels"),
        new("M7", "spacing 0", Meta(f => f.With("ElementSpacing", "1 0 3")), "ElementSpacing is 1 0 3, expected positive numbers"),
        new("M7b", "spacing negative", Meta(f => f.With("ElementSpacing", "1 -2 3")), "ElementSpacing is 1 -2 3"),
        new("M7c", "spacing infinite", Meta(f => f.With("ElementSpacing", "1 inf 3")), "ElementSpacing is 1 inf 3, expected 3 finite numbers"),
        new("M7d", "spacing 0 along an axis of one voxel", Meta(f => f.With("DimSize", "3 4 1").With("ElementSpacing", "1 2 0"))),
        new("M8", "a singular matrix", Meta(f => f.With("TransformMatrix", "1 0 0 1 0 0 0 0 1")), "TransformMatrix is 1 0 0 1 0 0 0 0 1, expected three independent finite axes"),
        new("M8b", "two matrices that differ", Meta(f => f.With("Rotation", "1 0 0 0 -1 0 0 0 1")), "Rotation is 1 0 0 0 -1 0 0 0 1, but another of TransformMatrix, Rotation, Orientation says something else"),
        new("M8c", "two origins that agree", Meta(f => f.With("Position", "0 0 0"))),
        new("M9", "three channels", Meta(f => f.With("ElementNumberOfChannels", "3")), "ElementNumberOfChannels is 3, expected 1"),
        new("M9b", "an array type", Meta(f => f.With("ElementType", "MET_SHORT_ARRAY")), "ElementType is MET_SHORT_ARRAY, expected MET_CHAR"),
        new("M9c", "voxels as text", Meta(f => f.With("BinaryData", "False")), "BinaryData is False (voxels as text), expected True"),
        new("M9d", "a slope that ITK ignores", Meta(f => f.With("ElementToIntensityFunctionSlope", "2")), "ElementToIntensityFunctionSlope is 2, expected 1"),
        new("M9e", "byte orders that contradict each other", Meta(f => f.With("ElementByteOrderMSB", "True")), "BinaryDataByteOrderMSB is False and ElementByteOrderMSB is True"),
        new("M9f", "centimetres", Meta(f => f.With("DistanceUnits", "cm")), "DistanceUnits is cm, expected mm"),
        new("M10", "a tube", Meta(f => f.With("ObjectType", "Tube")), "ObjectType is Tube, expected Image"),
        new("M10b", "no ElementType", Meta(f => f.Without("ElementType")), "the header has no line ElementType"),
        new("M10c", "a line without =", [.. "hello\n"u8, .. Meta(_ => { })], "line 1 of the header is \"hello\", expected Key = value"),
        new("M10d", "a key twice", [.. "NDims = 3\n"u8, .. Meta(_ => { })], "the header has two lines NDims"),
        new("M10e", "a megabyte of comment", Meta(f => f.With("Comment", new string('x', 1 << 20))), "no line ElementDataFile in the first 65536 bytes"),
        new("M10f", "a flag that is neither", Meta(f => f.With("CompressedData", "maybe")), "CompressedData is maybe, expected True or False"),
        new("M11", "bytes after the voxels", Meta(f => f.WithVoxels([.. f.Voxels, .. new byte[1000]]))),
    ];
}
