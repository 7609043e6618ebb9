using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Pipeline.Bundles.Tests;

/// <summary>J1–J6: JSON that a hostile or careless hand made. The same reader serves every file; the card stands for all.</summary>
public sealed class HostileJsonTests
{
    private static readonly string Valid = Encoding.UTF8.GetString(Samples.Card().ToJson());

    public static TheoryData<string, string, string> Cases => new()
    {
        { "J1 depth 1e5 in the open", new string('[', 100_000), "depth" },
        { "J1 depth 1e5 in a field", With("\"task\": " + new string('[', 100_000) + new string(']', 100_000)), "depth" },
        { "J2 duplicate key", With("\"name\": \"a\", \"name\": \"b\""), "name: appears twice, expected once" },
        { "J2 duplicate key by escape", With("\"name\": \"a\", \"n\\u0061me\": \"b\""), "name: appears twice, expected once" },
        { "J2 duplicate key in a map", Valid.Replace("\"libtorch\":", "\"libtorch\": \"1\", \"libtorch\":", StringComparison.Ordinal), "versions.libtorch: appears twice" },
        { "J3 number beyond double", Valid.Replace("\"p99\": 410", "\"p99\": 1e999", StringComparison.Ordinal), "envelope.intensity.cine.p99: found 1e999, expected a finite number" },
        { "J3 integer of a thousand digits", With("\"divisibility\": " + new string('9', 1000)), "divisibility: found 99999" },
        { "J3 NaN", With("\"divisibility\": NaN"), "is not valid JSON" },
        { "J3 infinity as text", With("\"divisibility\": \"Infinity\""), "divisibility: found" },
        { "J4 byte order mark", "\uFEFF" + Valid, "byte order mark" },
        { "J5 huge text", With($"\"task\": \"{new string('x', 100_000)}\""), "task: text of 100000 characters, expected at most 65536" },
        { "J5 huge file", With($"\"task\": \"{new string('x', 2_000_000)}\""), "expected at most 1048.6 kB" },
        { "J6 lone surrogate in text", With("\"task\": \"\\ud800\""), "task: text holds half a surrogate pair" },
        { "J6 lone surrogate in a key", With("\"\\udc00\": 1"), "half a surrogate pair" },
        { "comment", Valid + "// x", "is not valid JSON" },
        { "trailing comma", Valid.TrimEnd('\n', '}') + ",}", "is not valid JSON" },
        { "two values", Valid + Valid, "is not valid JSON" },
        { "a missing comma", "{\n\"a\": 1\n\"b\": 2}", "is not valid JSON at line 3, byte 1: " },
        { "nothing", "", "is not valid JSON" },
        { "null", "null", "found null, expected an object" },
        { "a list", "[]", "found a list, expected an object" },
        { "a text", "\"x\"", "found \"x\", expected an object" },
        { "a control character", Valid.Replace("\"segmentation\"", "\"a\\u001bb\"", StringComparison.Ordinal), "task: holds control characters" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_in_one_short_line(string name, string json, string expected)
    {
        _ = name;
        var error = Assert.Throws<BundleException>(() => Card.Parse(Encoding.UTF8.GetBytes(json), "card.json"));
        Assert.StartsWith("card.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 400, error.Message);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c));
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(With("\"task\": \"caf\u00e9\""));
        Assert.Contains("not valid UTF-8", Assert.Throws<BundleException>(() => Card.Parse(bytes, "card.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_byte_string_yields_only_the_bundle_exception() =>
        Prop.ForAll<byte[]>(bytes => Assert.Throws<BundleException>(() => Card.Parse(bytes, "card.json"))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_single_character_change_of_a_card_is_read_or_refused()
    {
        Prop.ForAll<(int At, char With)>(x =>
        {
            char[] text = Valid.ToCharArray();
            text[(int)((uint)x.At % (uint)text.Length)] = x.With;
            ReadOrRefused(new string(text));
        }).QuickCheckThrowOnFailure();
        for (int length = 0; length < Valid.Length - 2; length += 7) { ReadOrRefused(Valid[..length]); }
    }

    [Fact]
    public void Any_text_survives_in_a_description() => Prop.ForAll<NonNull<string>>(text =>
    {
        string printable = new([.. text.Get.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        Card card = Samples.Card() with { Description = printable };
        Assert.Equal(printable, Card.Parse(card.ToJson(), "card.json").Description);
        Assert.Equal(printable, Card.Parse(Encoding.UTF8.GetBytes(card.ToModelJson()), "model.onnx").Description);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_finite_number_survives() => Prop.ForAll<NormalFloat, NormalFloat>((a, b) =>
    {
        double low = Math.Min(a.Get, b.Get), high = Math.Max(a.Get, b.Get);
        if (low == high) { return; }
        Card card = Samples.Card() with { Preprocessing = [new RescaleStep { Min = low, Max = high }] };
        Assert.Equal(new RescaleStep { Min = low, Max = high }, Assert.Single(Card.Parse(card.ToJson(), "card.json").Preprocessing));
    }).QuickCheckThrowOnFailure();

    // The valid card with its first brace replaced by a brace and a field.
    private static string With(string field) => "{" + field + ", " + Valid[1..].Replace(FieldName(field) + ":", FieldName(field, "removed_") + ":", StringComparison.Ordinal);

    private static string FieldName(string field, string prefix = "")
    {
        string name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        return prefix.Length == 0 ? name : "\"" + prefix + name[1..];
    }

    private static void ReadOrRefused(string json)
    {
        try { Card.Parse(Encoding.UTF8.GetBytes(json), "card.json"); }
        catch (BundleException) { }
    }
}
