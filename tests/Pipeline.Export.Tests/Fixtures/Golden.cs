namespace Pipeline.Export.Tests;

/// <summary>This project's golden files, see Golden/README.md.</summary>
internal static class Golden
{
    public static string Pt(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", "pt", name);
}
