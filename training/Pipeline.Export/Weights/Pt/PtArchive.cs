using System.Text;
using static Pipeline.Export.Zip;

namespace Pipeline.Export;

/// <summary>
/// The zip of a <c>.pt</c> file: stored entries in one top folder, with 64-bit sizes where the file has them. The directory is checked as
/// a whole: nothing is compressed or encrypted, names are unique and plain, entries lie inside the file and do not share bytes.
/// </summary>
/// <remarks>CRCs are not compared: torch can be told to write none (<c>torch.serialization.set_crc32_options</c>) and compares none.</remarks>
internal sealed class PtArchive
{
    private readonly Stream _stream;
    private readonly string _file;
    private readonly ulong _directory;
    private readonly Dictionary<string, (ulong Header, ulong Bytes)> _entries = new(StringComparer.Ordinal);

    private PtArchive(Stream stream, string file, ZipEnd end)
    {
        (_stream, _file, _directory) = (stream, file, (ulong)end.Begin);
        byte[] directory = new byte[end.Bytes];
        stream.Position = end.Begin;
        stream.ReadExactly(directory);
        ReadDirectory(directory);
        Int128 total = _entries.Values.Aggregate((Int128)0, (sum, entry) => sum + entry.Bytes);
        if ((ulong)_entries.Count != end.Count)
        {
            throw Damaged($"the zip's directory has {_entries.Count} entries, its end says {end.Count}");
        }
        if (total > _directory)
        {
            throw Damaged($"the entries have {total} bytes together, the file {_directory}: they overlap");
        }
    }

    /// <summary>Reads and checks the directory.</summary>
    /// <param name="stream">Seekable, the archive from 0 to the end.</param>
    /// <param name="file">For messages.</param>
    public static PtArchive Open(Stream stream, string file) => new(stream, file, ZipEnd.Find(stream, file));

    /// <summary>Size of an entry; null when there is none of that name.</summary>
    public long? BytesOf(string name) => _entries.TryGetValue(name, out (ulong Header, ulong Bytes) entry) ? (long)entry.Bytes : null;

    /// <summary>Reads an entry whose size is that of <paramref name="target"/>.</summary>
    public void Read(string name, Span<byte> target)
    {
        Span<byte> local = stackalloc byte[LocalBytes];
        ulong header = _entries[name].Header;
        _stream.Position = (long)header;
        _stream.ReadExactly(local);
        ulong begin = header + LocalBytes + U16(local[26..]) + U16(local[28..]);
        if (U32(local) != LocalSignature || begin > _directory || (ulong)target.Length > _directory - begin)
        {
            throw Damaged($"entry {WeightsException.Quote(name)} is not at {header}, where the directory says it is");
        }
        _stream.Position = (long)begin;
        _stream.ReadExactly(target);
    }

    private void ReadDirectory(ReadOnlySpan<byte> rest)
    {
        string? top = null;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> fields = Take(ref rest, EntryBytes);
            if (U32(fields) != EntrySignature)
            {
                throw Damaged("the zip's directory is not one");
            }
            ReadOnlySpan<byte> name = Take(ref rest, U16(fields[28..])), extra = Take(ref rest, U16(fields[30..]));
            _ = Take(ref rest, U16(fields[32..]));
            (string folder, string entry) = Split(Encoding.UTF8.GetString(name));
            top ??= folder;
            if (folder != top)
            {
                throw new WeightsException(_file, $"has two top folders, {WeightsException.Quote(top)} and {WeightsException.Quote(folder)}; torch.save writes one.");
            }
            if (entry.StartsWith("code/", StringComparison.Ordinal))
            {
                throw new WeightsException(_file, "is a TorchScript program (torch.jit.save); expected a state_dict: torch.save(torch.jit.load(f).state_dict(), g).");
            }
            if (!_entries.TryAdd(entry, Extent(fields, extra, WeightsException.Quote(entry))))
            {
                throw new WeightsException(_file, $"has two entries named {WeightsException.Quote(entry)}.");
            }
        }
    }

    /// <summary>Top folder and the name in it. Nothing is ever written under these names; odd ones are refused because torch.save writes none.</summary>
    private (string Top, string Entry) Split(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length < 2 || Array.Exists(parts, part => part is "" or "." or "..") || name.AsSpan().ContainsAny('\\', ':') || name.Any(char.IsControl)
            ? throw new WeightsException(_file, $"entry {WeightsException.Quote(name)} is no plain name in a top folder, as torch.save writes them.")
            : (parts[0], name[(parts[0].Length + 1)..]);
    }

    private (ulong Header, ulong Bytes) Extent(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> extra, string name)
    {
        if ((U16(fields[8..]) & 1) != 0 || U16(fields[10..]) != 0)
        {
            throw new WeightsException(_file, $"entry {name} is compressed or encrypted; expected stored entries. Load it in Python and save it again with torch.save.");
        }
        ReadOnlySpan<byte> wide = WideNumbers(extra);
        ulong bytes = Wide(U32(fields[24..]), ref wide), stored = Wide(U32(fields[20..]), ref wide), header = Wide(U32(fields[42..]), ref wide);
        return bytes == stored && header <= _directory && bytes <= _directory - header && LocalBytes <= _directory - header - bytes
            ? (header, bytes)
            : throw Damaged($"entry {name} is said to have {bytes} bytes ({stored} stored) at {header}, data end at {_directory}");
    }

    /// <summary>A number that does not fit 32 bits stands among the 64-bit ones, in order.</summary>
    private ulong Wide(uint number, ref ReadOnlySpan<byte> wide) => number == uint.MaxValue ? U64(Take(ref wide, 8)) : number;

    /// <summary>The extra field with the 64-bit numbers (id 1); empty when there is none.</summary>
    private static ReadOnlySpan<byte> WideNumbers(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4 && extra.Length - 4 >= U16(extra[2..]))
        {
            ReadOnlySpan<byte> field = extra.Slice(4, U16(extra[2..]));
            if (U16(extra) == 1)
            {
                return field;
            }
            extra = extra[(4 + field.Length)..];
        }
        return [];
    }

    private ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int bytes)
    {
        if (bytes > rest.Length)
        {
            throw Damaged("the zip's directory ends inside an entry");
        }
        ReadOnlySpan<byte> taken = rest[..bytes];
        rest = rest[bytes..];
        return taken;
    }

    private WeightsException Damaged(string what) => new(_file, $"{what}; the file is damaged or forged.");
}
