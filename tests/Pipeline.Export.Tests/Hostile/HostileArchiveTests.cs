using System.IO.Compression;
using static Pipeline.Export.Tests.HostilePickleTests;
using static Pipeline.Export.Tests.PtForge;

namespace Pipeline.Export.Tests;

/// <summary>Attacks with the zip of a <c>.pt</c> file. Offsets of fields are those of PKWARE's APPNOTE.</summary>
public sealed class HostileArchiveTests
{
    [Theory]
    [InlineData("../data.pkl")]
    [InlineData("archive/../../etc/passwd")]
    [InlineData("/archive/data.pkl")]
    [InlineData("archive//data.pkl")]
    [InlineData("archive/./data.pkl")]
    [InlineData("C:/archive/data.pkl")]
    [InlineData("archive\\data.pkl")]
    [InlineData("archive/data/")]
    [InlineData("archive/a\nb")]
    [InlineData("data.pkl")]
    public void Paths_that_leave_the_top_folder_are_refused(string name) =>
        Refused(Zip(("archive/data.pkl", Latin(Dict())), (name, new byte[16])), "is no plain name in a top folder");

    [Fact]
    public void Two_top_folders_are_refused() =>
        Refused(Zip(("archive/data.pkl", Latin(Dict())), ("other/data/0", new byte[16])), "has two top folders, 'archive' and 'other'");

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Refused(Zip(("archive/data.pkl", Latin(Dict())), ("archive/data.pkl", Latin(Dict()))), "has two entries named 'data.pkl'");

    [Fact]
    public void A_compressed_entry_is_no_bomb() =>
        Refused(Zip(CompressionLevel.Optimal, ("archive/data.pkl", Latin(Dict())), ("archive/data/0", new byte[1 << 26])), "entry 'data.pkl' is compressed or encrypted");

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        byte[] file = Pickle(Dict());
        file[Directory(file) + 8] |= 1;
        Refused(file, "is compressed or encrypted");
    }

    [Fact]
    public void A_file_without_a_pickle_is_refused() => Refused(Zip(("archive/data/0", new byte[16])), "has no data.pkl");

    [Theory]
    [InlineData("big")]
    [InlineData("BIGEND")]
    public void Another_byte_order_is_refused(string order) =>
        Refused(Zip(("archive/data.pkl", Latin(Dict())), ("archive/data/0", new byte[16]), ("archive/byteorder", Latin(order))), "was saved on a big-endian machine");

    [Fact]
    public void Any_top_folder_and_little_endian_are_accepted()
    {
        using WeightsFile file = Read(Zip(("w/data.pkl", Latin(Dict())), ("w/data/0", new byte[16]), ("w/byteorder", Latin("little")), ("w/.data/serialization_id", [1])));
        Assert.Single(file.Tensors);
    }

    /// <summary>Offset in the first entry of the directory, or (from the end) in the end record; its new value; what is said.</summary>
    [Theory]
    [InlineData(20, 0x7fffffffu, "is said to have")]
    [InlineData(24, 0x7fffffffu, "is said to have 2147483647 bytes")]
    [InlineData(24, 0xffffffffu, "ends inside an entry")]
    [InlineData(42, 0xfffffff0u, "at 4294967280, data end at")]
    [InlineData(42, 1u, "is not at 1, where the directory says it is")]
    [InlineData(28, 0xffffu, "ends inside an entry")]
    [InlineData(0, 0u, "the zip's directory is not one")]
    [InlineData(-14, 0x00ff00ffu, "the file is damaged or forged")]
    [InlineData(-10, 0x7fffffffu, "the zip's directory has 2147483647 bytes; at most 16777216 are read")]
    [InlineData(-10, 0x100000u, "outside the file")]
    [InlineData(-10, 0u, "the zip's directory has 0 entries, its end says 3")]
    [InlineData(-6, 0xffffffffu, "outside the file")]
    public void A_forged_number_in_the_directory_is_found(int field, uint value, string reason)
    {
        byte[] file = Pickle(Dict());
        BitConverter.GetBytes(value).CopyTo(file, field < 0 ? file.Length + field : Directory(file) + field);
        Refused(file, reason);
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        byte[] data = new byte[4096];
        byte[] file = Zip(("a/data.pkl", Latin(Dict())), ("a/data/0", data), ("a/data/1", []), ("a/data/2", []));
        // The last two are said to be the second.
        int second = Next(file, Directory(file));
        for (int entry = Next(file, second); entry + 46 < file.Length; entry = Next(file, entry))
        {
            file.AsSpan(second + 20, 8).CopyTo(file.AsSpan(entry + 20));
            file.AsSpan(second + 42, 4).CopyTo(file.AsSpan(entry + 42));
        }
        Refused(file, "they overlap");
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 40)]
    [InlineData(0ul)]
    public void A_64_bit_end_outside_the_file_or_elsewhere_is_refused(ulong place)
    {
        byte[] file = Pickle(Dict());
        byte[] locator = [(byte)'P', (byte)'K', 6, 7, 0, 0, 0, 0, .. BitConverter.GetBytes(place), 1, 0, 0, 0];
        Refused([.. file[..^22], .. locator, .. file[^22..]], "the zip's 64-bit end is not at");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 })]
    public void What_is_no_zip_is_refused(byte[] file) => Refused(file, "expected a");

    [Theory]
    [InlineData("parameter.pt")]
    [InlineData("state_dict.pt")]
    public void A_file_cut_anywhere_is_refused(string name)
    {
        byte[] whole = File.ReadAllBytes(Golden.Pt(name));
        for (int length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length], length < 4 ? "is no zip" : "the file is truncated");
        }
    }

    [Theory]
    [InlineData("parameter.pt")]
    [InlineData("strided.pt")]
    public void A_file_with_any_byte_changed_gives_tensors_or_the_domain_error(string name)
    {
        byte[] file = File.ReadAllBytes(Golden.Pt(name));
        for (int at = 0; at < file.Length; at++)
        {
            byte good = file[at];
            foreach (byte bad in new byte[] { 0, 1, 0x7f, 0x80, 0xff, (byte)(good ^ 1), (byte)'.', (byte)'R' })
            {
                file[at] = bad;
                try { Read(file).Dispose(); }
                catch (WeightsException e) { Assert.DoesNotContain(e.Message, char.IsControl); }
            }
            file[at] = good;
        }
    }

    private static int Directory(byte[] file) => (int)BitConverter.ToUInt32(file, file.Length - 6);

    private static int Next(byte[] file, int entry) =>
        entry + 46 + BitConverter.ToUInt16(file, entry + 28) + BitConverter.ToUInt16(file, entry + 30) + BitConverter.ToUInt16(file, entry + 32);
}
