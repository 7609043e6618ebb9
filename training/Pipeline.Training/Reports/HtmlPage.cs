using System.Net;

namespace Pipeline.Training.Reports;

/// <summary>What all reports share: one file that opens from disk and loads nothing.</summary>
internal static class HtmlPage
{
    public const string End = "<p class=\"note\">Research use, not a medical device.</p></html>\n";

    /// <summary>Everything up to and with the title.</summary>
    public static string Begin(string title) =>
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{Text(title)}</title><style>"
        + "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
        + "pre{background:#f5f5f5;padding:1rem;overflow:auto}svg,img{width:100%;height:auto}table{border-collapse:collapse}"
        + "td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ddd}.note{color:#666}"
        + $"</style><h1>{Text(title)}</h1>";

    /// <summary>Text with markup's letters escaped.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
