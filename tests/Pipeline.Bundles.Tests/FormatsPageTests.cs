using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Bundles.Tests;

/// <summary>docs/formats.md may not lie: every example on it is read as the file that its heading names.</summary>
public sealed partial class FormatsPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "formats.md")).ReplaceLineEndings("\n");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Examples => new()
    {
        { CasesFile.CurrentSchema, CasesFile.MaxBytes },
        { SplitFile.CurrentSchema, SplitFile.MaxBytes },
        { GatesFile.CurrentSchema, GatesFile.MaxBytes },
        { MetricsFile.CurrentSchema, MetricsFile.MaxBytes },
        { ParityFile.CurrentSchema, ParityFile.MaxBytes },
        { Card.CurrentSchema, Card.MaxBytes },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_a_valid_file_and_its_limit_is_true(string schema, int maxBytes)
    {
        Match section = Sections().Matches(Page).Single(m => m.Groups["schema"].Value == schema);
        Assert.Equal($"{Math.Round(maxBytes / 1e6)} MB", section.Groups["limit"].Value);
        string path = _folder.Write("example.json", section.Groups["json"].Value);
        switch (schema)
        {
            case CasesFile.CurrentSchema: Assert.NotNull(CasesFile.Load(path).Cases[0].Label); break;
            case SplitFile.CurrentSchema: Assert.NotNull(SplitFile.Load(path).Val); break;
            case GatesFile.CurrentSchema: Assert.Equal(2, GatesFile.Load(path).Models.Count); break;
            case MetricsFile.CurrentSchema: Assert.Single(MetricsFile.Load(path).Cases); break;
            case ParityFile.CurrentSchema: Assert.Equal(8, ParityFile.Load(path).Checks![0].Outputs["logits"].Samples.Count); break;
            default: Assert.Equal("full-acdc", Card.Load(path).Name); break;
        }
    }

    [Fact]
    public void Every_json_block_of_the_page_is_one_of_the_examples() =>
        Assert.Equal(Examples.Count, Regex.Count(Page, "```json\n", RegexOptions.None, TimeSpan.FromSeconds(1)));

    [Fact]
    public void Every_field_of_the_card_and_every_step_is_on_the_page()
    {
        foreach (Match key in Keys().Matches(Encoding.UTF8.GetString(Samples.Card().ToJson())))
        {
            string name = key.Groups["name"].Value;
            if (name is not ("right ventricle" or "max" or "min")) { Assert.Contains(name, Page, StringComparison.Ordinal); }
        }
        foreach (string step in new[] { "resample-in-plane", "clip-percentiles", "z-score", "rescale", "largest-component" }) { Assert.Contains($"`{step}`", Page, StringComparison.Ordinal); }
    }

    [GeneratedRegex("## \\w+: `(?<schema>[a-z/0-9-]+)` \\(≤ (?<limit>[^)]+)\\)\n.*?```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sections();

    [GeneratedRegex("\"(?<name>[^\"]+)\":", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();
}
