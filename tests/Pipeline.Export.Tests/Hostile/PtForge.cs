using System.IO.Compression;
using System.Text;

namespace Pipeline.Export.Tests;

/// <summary>Makes <c>.pt</c> files that torch.save would not make. Pickles are written as text, one character per byte.</summary>
internal static class PtForge
{
    public const string Proto = "\u0080\u0002";

    /// <summary>An archive of this pickle, with storage 0 of 16 bytes.</summary>
    public static byte[] Pickle(string pickle) => Zip(("archive/data.pkl", Latin(pickle)), ("archive/data/0", new byte[16]), ("archive/version", "3\n"u8.ToArray()));

    /// <summary>An archive with these entries, by another zip writer.</summary>
    public static byte[] Zip(params (string Name, byte[] Data)[] entries) => Zip(CompressionLevel.NoCompression, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Data)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] data) in entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(data);
            }
        }
        return stream.ToArray();
    }

    /// <summary>A whole file in which everything is right: {"a": float32 [4]} or what the arguments change in it.</summary>
    public static string Dict(string? tensor = null) => $"{Proto}}}{Text("a")}{tensor ?? Tensor()}s.";

    /// <summary>A tensor in storage 0, numbers as <see cref="Int"/> or <see cref="Long"/> write them.</summary>
    public static string Tensor(string? storage = null, string? offset = null, string? sizes = null, string? strides = null) =>
        $"ctorch._utils\n_rebuild_tensor_v2\n({storage ?? Storage()}{offset ?? Int(0)}{sizes ?? Tuple(Int(4))}{strides ?? Tuple(Int(1))}\u0089ccollections\nOrderedDict\n)RtR";

    public static string Storage(string type = "torch\nFloatStorage", string key = "0", string? count = null) =>
        $"({Text("storage")}c{type}\n{Text(key)}{Text("cpu")}{count ?? Int(4)}tQ";

    public static string Tuple(params string[] items) => $"({string.Concat(items)}t";

    public static string Text(string text) => "X" + Of(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text))) + Of(Encoding.UTF8.GetBytes(text));

    public static string Int(int number) => "J" + Of(BitConverter.GetBytes(number));

    public static string Long(long number) => "\u008a\u0008" + Of(BitConverter.GetBytes(number));

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static string Of(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
