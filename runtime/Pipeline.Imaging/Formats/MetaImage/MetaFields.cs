using System.Globalization;
using System.Text;

namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>
/// The "Key = value" lines of a header, up to ElementDataFile, which is always the last one: what follows its line end is voxels. Keys
/// are case-sensitive; unknown ones are kept and ignored. Faults are <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class MetaFields
{
    public const string DataFileKey = "ElementDataFile";

    /// <summary>Real headers have a few hundred bytes.</summary>
    private const int MaxHeaderBytes = 1 << 16;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>First byte after the header.</summary>
    public int End { get; private set; }

    public static MetaFields Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!file.CanSeek)
            throw new InvalidDataException("found a pipe or device, expected a file; copy it to a file first.");
        var bytes = new byte[Math.Min(file.Length, MaxHeaderBytes)];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(bytes.AsSpan(0, count));
    }

    private static MetaFields Parse(ReadOnlySpan<byte> bytes)
    {
        var fields = new MetaFields();
        for (var line = 1; fields.End < bytes.Length; line++)
        {
            var rest = bytes[fields.End..];
            var length = rest.IndexOf((byte)'\n');
            var text = Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]).Trim();
            fields.End = length < 0 ? bytes.Length : fields.End + length + 1;
            if (text.Length == 0)
                continue;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new InvalidDataException($"line {line} of the header is \"{Short(text)}\", expected Key = value; not a MetaImage, or damaged.");
            var key = text[..equals].TrimEnd();
            if (!fields._values.TryAdd(key, text[(equals + 1)..].TrimStart()))
                throw new InvalidDataException($"the header has two lines {Short(key)}, expected one; remove the wrong one.");
            if (key == DataFileKey)
                return fields;
        }
        throw new InvalidDataException($"no line {DataFileKey} in the first {bytes.Length} bytes, expected it as the header's last; not a MetaImage, or cut short.");
    }

    public string? Text(string key) => _values.GetValueOrDefault(key);

    public string Required(string key) =>
        Text(key) ?? throw new InvalidDataException($"the header has no line {key}; expected one. Repair the header.");

    /// <summary>True or False; MetaIO looks at the first letter only.</summary>
    public bool Flag(string key) => Text(key) switch
    {
        null => false,
        ['T' or 't' or '1', ..] => true,
        ['F' or 'f' or '0', ..] => false,
        var other => throw new InvalidDataException($"{key} is {Short(other)}, expected True or False; repair the header."),
    };

    public long? Integer(string key) => Text(key) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw new InvalidDataException($"{key} is {Short(text)}, expected a whole number; repair the header.");

    /// <summary>
    /// Finite numbers of the field, which has several names in the wild; null where none is there. Two names with different numbers are refused.
    /// </summary>
    public double[]? Numbers(int count, params ReadOnlySpan<string> names)
    {
        double[]? found = null;
        foreach (var name in names)
        {
            if (Text(name) is not { } text)
                continue;
            var numbers = Parse(name, text, count);
            if (found is not null && !found.AsSpan().SequenceEqual(numbers))
                throw new InvalidDataException($"{name} is {Short(text)}, but another of {string.Join(", ", names.ToArray())} says something else; keep one of them.");
            found = numbers;
        }
        return found;
    }

    public static string Short(string text) => text.Length <= 60 ? text : text[..57] + "…";

    private static double[] Parse(string name, string text, int count)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                throw new InvalidDataException($"{name} is {Short(text)}, expected {count} finite numbers; repair the header.");
        }
        return numbers.Length == count ? numbers
            : throw new InvalidDataException($"{name} is {Short(text)}, expected {count} numbers, found {numbers.Length}; repair the header.");
    }
}
