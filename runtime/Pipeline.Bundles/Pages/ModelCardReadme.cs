using System.Globalization;
using System.Text;

namespace Pipeline.Bundles;

/// <summary>
/// README.md of a bundle in the form of a Hugging Face model card: a YAML head (license, tags, model-index), then what a user must
/// know before trusting it. Made from the bundle's own JSON files, so that it cannot say anything else than they do.
/// </summary>
public static class ModelCardReadme
{
    /// <summary>The sentence that stands in every card.</summary>
    public const string Disclaimer = "Research use, not a medical device.";

    /// <summary>The page's text.</summary>
    public static string Write(Card card, MetricsFile? metrics = null, ParityFile? parity = null)
    {
        Page page = new();
        WriteHead(page, card, metrics);
        page.Line($"# {card.Name} {card.Version}", "", card.Description, "", $"**{Disclaimer}**");
        WriteUse(page, card);
        WriteData(page, card);
        WriteEvaluation(page, card, metrics);
        WriteParity(page, parity);
        WriteOrigin(page, card, metrics);
        return page.ToString();
    }

    private static void WriteHead(Page page, Card card, MetricsFile? metrics)
    {
        page.Line("---");
        page.Line($"license: {YamlLicence(card.Dataset.Licence)}");
        if (YamlLicence(card.Dataset.Licence) == "other")
        {
            page.Line($"license_name: {Yaml(card.Dataset.Licence)}");
            if (card.Dataset.LicenceUrl is { } url) { page.Line($"license_link: {Yaml(url)}"); }
        }
        page.Line("library_name: onnx", "pipeline_tag: image-segmentation", "tags:");
        foreach (string tag in (string[])["medical-imaging", "segmentation", card.Regime, .. card.Modalities]) { page.Line($"- {Yaml(tag)}"); }
        page.Line("datasets:", $"- {Yaml(card.Dataset.Name)}", "metrics:", "- dice");
        if (metrics is not null)
        {
            page.Line("model-index:", $"- name: {Yaml(card.Name)}", "  results:", "  - task:", "      type: image-segmentation");
            page.Line("    dataset:", $"      name: {Yaml(card.Dataset.Name)}", $"      type: {Yaml(card.Dataset.Name)}", "      split: test");
            page.Line("    metrics:", "    - type: dice", $"      value: {Number(metrics.MeanDice)}", "      name: mean foreground Dice");
            foreach ((string name, ClassMetrics found) in metrics.Classes)
            {
                page.Line("    - type: dice", $"      value: {Number(found.Dice)}", $"      name: {Yaml("Dice, " + name)}");
            }
        }
        page.Line("---", "");
    }

    private static void WriteUse(Page page, Card card)
    {
        page.Section("Use");
        page.Line("```", $"segrun predict IMAGE -m {card.Name}/{card.Version} -o OUT", "```", "");
        page.Line($"Input: {string.Join(" + ", card.Modalities)}, {card.Dimensions}-D, worked on at {string.Join(" × ", card.Spacing.Select(Number))} mm.");
        page.Line($"Output: a label map on the input's own grid, with {string.Join(", ", card.Labels.Select(l => $"{l.Value} = {l.Name}"))}.");
        if (card.TestTimeFlips == true) { page.Line("Every slice passes four times, as itself and as its mirror images, and the outputs are averaged."); }
        EnvelopeInfo envelope = card.Envelope;
        if (envelope.Spacing.Count > 0)
        {
            page.Line($"Trained on spacings of {string.Join(" × ", envelope.Spacing.Select(r => $"{Number(r.Min)}–{Number(r.Max)}"))} mm"
                + (envelope.Orientations.Count > 0 ? $" in orientation {string.Join(", ", envelope.Orientations)}" : "")
                + "; images unlike these are outside of what was tested.");
        }
    }

    private static void WriteData(Page page, Card card)
    {
        page.Section("Training data");
        page.Line($"{card.Dataset.Name}: regime `{card.Regime}`, annotations: {card.Annotations.Kind}, {card.Annotations.Volumes} volumes of {card.Annotations.Groups} patients.", "");
        string link = card.Dataset.LicenceUrl is { } url ? $" ({url})" : "";
        page.Line($"Licence of the data: **{card.Dataset.Licence}**{link}. The model inherits its terms.");
        if (card.Dataset.Citation.Length > 0) { page.Line("", $"Cite: {card.Dataset.Citation}"); }
    }

    private static void WriteEvaluation(Page page, Card card, MetricsFile? metrics)
    {
        page.Section("Evaluation");
        if (metrics is null)
        {
            page.Line("Not measured.");
            return;
        }
        MetricsSummary summary = metrics.Summary();
        page.Line($"{summary.Cases} cases of {summary.Groups} patients, by `{metrics.Backend}` on `{metrics.Device}`:", "");
        page.Line("| class | Dice | 95 % interval | HD95 (mm) | HD95 undefined |", "| --- | --- | --- | --- | --- |");
        foreach ((string name, ClassMetrics found) in metrics.Classes)
        {
            page.Line($"| {Cell(name)} | {Rounded(found.Dice)} | {Interval(found.DiceInterval)} | {(found.Hd95 is double mm ? Rounded(mm, "0.0") : "–")} | {found.Hd95Undefined} |");
        }
        page.Line($"| **mean** | **{Rounded(metrics.MeanDice)}** | {Interval(metrics.MeanDiceInterval)} | | |", "");
        page.Line(
            "Dice is computed per case in 3-D on the input's own grid, foreground classes only; a class that is empty in truth and",
            "prediction counts as 1. The mean is over classes, then over cases (per volume, not pooled over voxels). Intervals: 95 %",
            "bootstrap over patients. HD95 is the larger of the two directed 95th percentiles of surface distances; cases in which a",
            "class is empty in both are left out of it and counted in the last column.");
    }

    private static void WriteParity(Page page, ParityFile? parity)
    {
        page.Section("Exported model against trained network");
        if (parity is null)
        {
            page.Line("Not measured.");
            return;
        }
        page.Line($"{parity.Inputs} inputs of {parity.Sizes.Count} sizes, opset {parity.Opset}, {parity.Runtime} against {parity.Backend}: largest difference "
            + $"{Rounded(parity.RelativeMax, "0.0e+0")} of the logit range, same label on {Rounded(100 * parity.LabelAgreement, "0.00##")} % of the pixels.");
        if (parity is { DiceTraining: double training, DiceRuntime: double runtime })
        {
            page.Line($"Mean Dice through the trained network {Rounded(training, "0.00000")}, through the exported model {Rounded(runtime, "0.00000")}.");
        }
    }

    private static void WriteOrigin(Page page, Card card, MetricsFile? metrics)
    {
        page.Section("Limits and ethics");
        page.Line(
            $"{Disclaimer} Not checked for any clinical purpose. A label map of this model needs a look by someone who knows the anatomy;",
            "patients, scanners and pathologies that the training data lack may fail silently.");
        page.Section("How it was made");
        page.Line("```", card.Command);
        if (metrics is not null) { page.Line(metrics.Command); }
        page.Line("```", "");
        page.Line($"Commit `{card.Commit}`, seeds {string.Join(", ", card.Seeds)}"
            + string.Concat(card.Versions.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $", {v.Key} {v.Value}")) + ".");
        page.Line($"All files are listed with their SHA-256 in `{Checksums.FileName}`; `segrun verify` checks them.");
    }

    // The identifiers that a model hub knows are lower-case SPDX; anything else goes under license_name.
    private static string YamlLicence(string licence) => licence.ToLowerInvariant() switch
    {
        var known and ("cc0-1.0" or "cc-by-4.0" or "cc-by-sa-4.0" or "cc-by-nc-4.0" or "cc-by-nc-sa-4.0" or "cc-by-nc-sa-3.0" or "mit" or "apache-2.0") => known,
        _ => "other",
    };

    private static string Yaml(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Number(double value) => Text.Of(value);

    private static string Rounded(double value, string format = "0.000") => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Interval(IReadOnlyList<double> interval) => $"{Rounded(interval[0])}–{Rounded(interval[1])}";

    /// <summary>Lines that end in LF on every platform.</summary>
    private sealed class Page
    {
        private readonly StringBuilder _text = new();

        public void Line(params ReadOnlySpan<string> lines)
        {
            foreach (string line in lines) { _text.Append(line).Append('\n'); }
        }

        public void Section(string title) => Line("", "## " + title, "");

        public override string ToString() => _text.ToString();
    }
}
