using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Bundles;

/// <summary>The two ways in which the same values are written.</summary>
internal static class JsonForm
{
    /// <summary>One line, for the copy of the card inside a model.</summary>
    public static BundleJson Compact { get; } = Make(indented: false);

    /// <summary>Indented with LF on every platform, for people and for stable checksums.</summary>
    public static BundleJson Indented { get; } = Make(indented: true);

    private static BundleJson Make(bool indented) => new(new JsonSerializerOptions(BundleJson.Default.Options)
    {
        TypeInfoResolver = null,
        WriteIndented = indented,
        NewLine = "\n",
        // The files are read as JSON, never pasted into HTML: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
