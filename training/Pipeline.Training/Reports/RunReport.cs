using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Imaging;
using Pipeline.Training.Configuration;
using Pipeline.Training.Runs;

namespace Pipeline.Training.Reports;

/// <summary>report.html of a run: curves as inline SVG, the configuration, the command. One file, opens from disk, loads nothing.</summary>
public static class RunReport
{
    public static void Write(RunFolder run)
    {
        var rows = TrainingLog.Rows(run.Path);
        var title = $"{run.Configuration.Regime} · {run.Configuration.Data?.Dataset ?? "no data set"} · seed {run.Configuration.Seed}";
        var html = new StringBuilder();
        html.Append(HtmlPage.Begin(title));
        AppendResult(html, run.Result());
        html.Append("<h2>Loss</h2>").Append(SvgChart.Lines("step", "loss", [new Series("loss", Points(rows, "loss"))]));
        if (Points(rows, "score") is { Count: > 0 } scores)
        {
            List<Series> series = [new Series("mean", scores)];
            foreach (var name in ValueNames(rows)) series.Add(new Series(name, ValuePoints(rows, name)));
            html.Append("<h2>Validation</h2>").Append(SvgChart.Lines("step", "Dice", series));
        }
        html.Append("<h2>Learning rate</h2>").Append(SvgChart.Lines("step", "rate", [new Series("learning rate", Points(rows, "learning_rate"))]));
        html.Append("<h2>Command</h2><pre>").Append(HtmlPage.Text(run.Configuration.Command)).Append("</pre><h2>Configuration</h2><pre>")
            .Append(HtmlPage.Text(JsonSerializer.Serialize(run.Configuration, TrainingJson.Default.RunConfiguration))).Append("</pre>").Append(HtmlPage.End);
        AtomicFile.Write(run.In("report.html"), stream => stream.Write(Encoding.UTF8.GetBytes(html.ToString())));
    }

    private static void AppendResult(StringBuilder html, RunResult? result)
    {
        if (result is null) return;
        html.Append("<table><tr><th>steps</th><td>").Append(result.Steps).Append("</td></tr>");
        if (result.LastScore is { } last) html.Append("<tr><th>last score</th><td>").Append(Number(last)).Append("</td></tr>");
        if (result.BestScore is { } best)
        {
            html.Append("<tr><th>best score</th><td>").Append(Number(best)).Append(" at step ").Append(result.BestStep).Append("</td></tr>");
        }
        html.Append("<tr><th>seconds per step</th><td>").Append(Number(result.SecondsPerStep)).Append("</td></tr><tr><th>waited for data</th><td>")
            .Append((100 * result.WaitShare).ToString("0.00", CultureInfo.InvariantCulture)).Append(" %</td></tr></table>");
    }

    private static List<(double X, double Y)> Points(List<JsonNode> rows, string key) =>
        [.. rows.Where(row => row[key] is not null).Select(row => (row["step"]!.GetValue<double>(), row[key]!.GetValue<double>()))];

    private static List<(double X, double Y)> ValuePoints(List<JsonNode> rows, string name) =>
        [.. rows.Where(row => row["values"]?[name] is not null).Select(row => (row["step"]!.GetValue<double>(), row["values"]![name]!.GetValue<double>()))];

    private static IEnumerable<string> ValueNames(List<JsonNode> rows) =>
        rows.Where(row => row["values"] is JsonObject).SelectMany(row => ((JsonObject)row["values"]!).Select(v => v.Key)).Distinct(StringComparer.Ordinal);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
