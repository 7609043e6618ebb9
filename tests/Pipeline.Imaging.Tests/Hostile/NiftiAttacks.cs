using Pipeline.Imaging.Tests.Fixtures;
using static Pipeline.Imaging.Tests.Fixtures.NiftiBytes;
using static Pipeline.Imaging.Tests.Hostile.Attack;

namespace Pipeline.Imaging.Tests.Hostile;

/// <summary>The table of crafted NIfTI files. Those without a message are odd but right and must be read.</summary>
internal static class NiftiAttacks
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("N1", "product of seven sizes overflows 64 bits", Nifti(f => f.Int16(Dim, 7, 32767, 32767, 32767, 32767, 32767, 32767, 32767).Int16(DataType, 64)),
            "dim = 32767×32767×32767×32767×32767×32767×32767 of float64 needs", "the file holds 24 bytes after the header"),
        new("N2", "18 GB promised by 377 bytes", Nifti(f => f.Int16(Dim, 3, 3000, 3000, 1000).WithVoxels(new byte[25])),
            "dim = 3000×3000×1000 of int16 needs 18.0 GB", "the file holds 25 bytes"),
        new("N3", "vox_offset is NaN", Nifti(f => f.Single(VoxOffset, float.NaN)), "vox_offset is NaN, expected a whole number of at least 352"),
        new("N4", "vox_offset is infinite", Nifti(f => f.Single(VoxOffset, float.PositiveInfinity)), "vox_offset is Infinity"),
        new("N5", "vox_offset is negative", Nifti(f => f.Single(VoxOffset, -352)), "vox_offset is -352"),
        new("N5b", "vox_offset lies inside the header", Nifti(f => f.Single(VoxOffset, 0)), "vox_offset is 0, expected a whole number of at least 352"),
        new("N5c", "vox_offset is a fraction", Nifti(f => f.Single(VoxOffset, 352.5f)), "vox_offset is 352.5"),
        new("N6", "vox_offset lies beyond the end", Nifti(f => f.Single(VoxOffset, 100000)), "vox_offset is 100000, the file ends at byte 376"),
        new("N6b", "vox_offset leaves no room for the voxels", Nifti(f => f.Single(VoxOffset, 368)), "dim = 3×2×2 of int16 needs 24 bytes, the file holds 8 bytes"),
        new("N7", "sizeof_hdr as a size to allocate, six bytes in all", [0xFF, 0xFF, 0xFF, 0x4F, 0, 0], "sizeof_hdr is 1342177279, expected 348 or 540"),
        new("N8", "dim -1, FreeSurfer's mark of a long vector", Nifti(f => f.Int16(Dim, 3, -1, 1, 1)), "dim[1] is -1, expected at least 1", "FreeSurfer"),
        new("N8b", "a size of 0", Nifti(f => f.Int16(Dim, 3, 3, 0, 2)), "dim[2] is 0, expected at least 1"),
        new("N8c", "eight axes", Nifti(f => f.Int16(Dim, 8)), "dim[0] is 8, expected 1 to 7 axes"),
        new("N8d", "no axes", Nifti(f => f.Int16(Dim, 0)), "dim[0] is 0, expected 1 to 7 axes"),
        new("N9", "extension flag without extension", Nifti(f => f.Byte(ExtensionFlag, 1))),
        new("N10", "esize 0", Extension(0, 0), "the extension at byte 352 has esize 0, expected 8 to 32"),
        new("N11", "esize 7", Extension(7, 0), "has esize 7, expected 8 to 32"),
        new("N12", "esize 2 GB", Extension(int.MaxValue, 4), "has esize 2147483647, expected 8 to 32"),
        new("N13", "esize negative", Extension(-16, 4), "has esize -16, expected 8 to 32"),
        new("N13b", "second extension reaches over the voxels", Extension(16, 4, 48), "the extension at byte 368 has esize 48, expected 8 to 16"),
        new("N15", "nothing but NaN", Nifti(f => f.Int16(DataType, 16, 32).WithVoxels([.. Enumerable.Repeat((byte)0xFF, 48)]))),
        new("N16", "one voxel per axis", Nifti(f => f.Int16(Dim, 3, 1, 1, 1))),
        new("N16b", "a single row", Nifti(f => f.Int16(Dim, 1, 12, -5, -5))),
        new("N17", "five axes", Nifti(f => f.Int16(Dim, 5, 3, 1, 1, 2, 2)), "found 5-D 3×1×1×2×2, expected 3-D; extract one volume first"),
        new("N17b", "four axes", Nifti(f => f.Int16(Dim, 4, 3, 2, 1, 2)), "found 4-D 3×2×1×2, expected 3-D"),
        new("N18", "spacing 0", Nifti(f => f.Single(Pixdim, 1, 1, 0, 3)), "pixdim[1..3] is (1, 0, 3), expected finite spacings other than 0"),
        new("N18b", "spacing NaN", Nifti(f => f.Single(Pixdim, 1, float.NaN, 1, 1)), "pixdim[1..3] is (NaN, 1, 1)"),
        new("N18c", "spacing 0 along an axis of one voxel", Nifti(f => f.Int16(Dim, 2, 3, 4).Single(Pixdim, 1, 1, 2, 0))),
        new("N19", "voxels of 64 bits", Nifti(f => f.Int16(DataType, 1024, 64).WithVoxels(new byte[96]))),
        new("N20", "complex voxels", Nifti(f => f.Int16(DataType, 32, 64).WithVoxels(new byte[96])), "found voxels of type complex64, expected int8, uint8,"),
        new("N21", "colour voxels", Nifti(f => f.Int16(DataType, 128, 24).WithVoxels(new byte[36])), "found voxels of type rgb24"),
        new("N21b", "a type that is not defined", Nifti(f => f.Int16(DataType, 77, 16)), "datatype is 77, which NIfTI does not define"),
        new("N22", "big-endian", Nifti(_ => { }, bigEndian: true)),
        new("N23", "slope 0", Nifti(f => f.Single(Slope, 0, 5))),
        new("N24", "slope NaN", Nifti(f => f.Single(Slope, float.NaN, 5))),
        new("N24b", "slope 2 with intercept NaN", Nifti(f => f.Single(Slope, 2, float.NaN)), "scl_inter is NaN with scl_slope 2, expected a finite number"),
        new("A1", "Analyze 7.5: the size is right, the magic is missing", Nifti(f => f.Int32(Magic, 0)), "magic is 00000000", "Analyze 7.5"),
        new("A4", "a NIfTI-2 axis beyond 32 bits", Nifti2("n+2\0\r\n\x1A\n"u8, 3_000_000_000), "dim[1] is 3000000000, expected at most 2147483647"),
        new("A5", "a NIfTI-2 header that ends early", Nifti2("n+2\0\r\n\x1A\n"u8, 1)[..400], "the header is cut short: found 400 bytes, expected 540"),
        new("A2", "NIfTI-2's magic without its line ends", Nifti2("n+2\0\0\0\0\0"u8, 1), "magic is 6E2B320000000000, expected 6E2B32000D0A1A0A"),
        new("A3", "a pair's header under a single file's name", Nifti(f => f.Byte(Magic + 1, (byte)'i')), "found the header of a NIfTI pair, expected a single file"),
    ];

    /// <summary>32 bytes of extensions before the voxels: one of the given size and code, and where asked a second at 16.</summary>
    private static byte[] Extension(int size, int code, int? second = null)
    {
        var chain = new byte[32];
        BitConverter.TryWriteBytes(chain.AsSpan(0), size);
        BitConverter.TryWriteBytes(chain.AsSpan(4), code);
        BitConverter.TryWriteBytes(chain.AsSpan(16), second ?? 0);
        return Nifti(f => f.Single(VoxOffset, 384).Byte(ExtensionFlag, 1).WithVoxels([.. chain, .. f.Voxels]));
    }

    private static byte[] Nifti2(ReadOnlySpan<byte> magic, long firstSize)
    {
        var file = new byte[1000];
        BitConverter.TryWriteBytes(file, 540);
        magic.CopyTo(file.AsSpan(4));
        BitConverter.TryWriteBytes(file.AsSpan(16), 1L);
        BitConverter.TryWriteBytes(file.AsSpan(24), firstSize);
        return file;
    }
}
