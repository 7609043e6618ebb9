using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Imaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Reports;

namespace Pipeline.Training.Reproduction;

/// <summary>report.html, report.json and the pictures of a comparison, from the results at hand.</summary>
public static class ReproductionReport
{
    /// <summary>Writes the report; unfinished comparisons say so.</summary>
    public static ReproductionTable Write(ReproductionRequest request, IReadOnlyList<JobResult> results, int planned, string command)
    {
        var table = ReproductionTable.Of(request, results, planned, command);
        AtomicFile.Write(Path.Combine(request.ReportFolder, "report.json"), stream =>
        {
            JsonSerializer.Serialize(stream, table, ReproductionJson.Default.ReproductionTable);
            stream.WriteByte((byte)'\n');
        });
        var html = new StringBuilder(HtmlPage.Begin($"{table.Name} on {table.Dataset}"));
        html.Append(CultureInfo.InvariantCulture, $"<p>{table.Done} of {table.Planned} trainings done, preset {HtmlPage.Text(table.Preset)}.</p>");
        AppendTable(html, table, request.Definition);
        AppendBudgets(html, table, request.Definition);
        AppendCurves(html, request, results);
        AppendPictures(html, request, results);
        html.Append("<h2>Command</h2><pre>").Append(HtmlPage.Text(command)).Append("</pre><h2>Origin</h2><pre>")
            .Append(HtmlPage.Text($"commits {string.Join(", ", table.Commits)}\ndata    {string.Join(", ", table.DataHashes)}\nbackend {table.Backend}\n\n"))
            .Append(HtmlPage.Text(string.Join('\n', results.Select(result => $"{result.Job.Name}: {result.Command}"))))
            .Append("</pre><h2>Configuration</h2><p>What all rows start from; a row changes what its line says. Each job's own settings are in jobs/.</p><pre>")
            .Append(HtmlPage.Text(string.Join('\n', table.Rows.DistinctBy(row => row.Name).Select(row => $"{row.Title}: {string.Join(' ', row.Settings)}"))))
            .Append("\n\n").Append(HtmlPage.Text(JsonSerializer.Serialize(table.Configuration, ReproductionJson.Default.JsonObject))).Append("</pre>").Append(HtmlPage.End);
        AtomicFile.Write(Path.Combine(request.ReportFolder, "report.html"), stream => stream.Write(Encoding.UTF8.GetBytes(html.ToString())));
        return table;
    }

    private static void AppendTable(StringBuilder html, ReproductionTable table, ReproductionDefinition definition)
    {
        html.Append("<h2>Dice on the test patients</h2><p>Mean foreground 3-D Dice, last weights, measured through the runtime: of the network alone, and served, ")
            .Append("that is with the card’s post-processing and, where it asks for them, test-time flips. ")
            .Append("± is the standard deviation over n seeds. Differences to “").Append(HtmlPage.Text(definition.Row(definition.Baseline).Title))
            .Append("” are over the seeds that both have, with the 95 % bootstrap interval over patients.</p>")
            .Append("<table><tr><th>row</th><th>patients</th><th>n</th><th>Dice</th><th>best validation</th><th>difference</th><th>served</th><th>difference</th><th>validation</th><th>minutes</th></tr>");
        foreach (var row in table.Rows)
        {
            var sd = row.Sd is { } value ? $" ± {Number(value)}" : "";
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{HtmlPage.Text(row.Title)}</td><td>{row.Budget}</td><td>{row.N}</td><td><b>{Number(row.Mean)}</b>{sd}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Number(row.Best)}</td><td>{Difference(row.Difference, row.DifferenceInterval)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Number(row.Postprocessed)}</td><td>{Difference(row.PostprocessedDifference, row.PostprocessedDifferenceInterval)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Number(row.Validation)}</td><td>{row.MinutesPerJob:0}</td></tr>");
        }
        html.Append("</table>");
    }

    private static void AppendBudgets(StringBuilder html, ReproductionTable table, ReproductionDefinition definition)
    {
        List<Series> series = [];
        foreach (var row in definition.Rows.Where(row => row.InBudgetFigure))
        {
            var budgets = table.Rows.Where(r => r.Name == row.Name && r.Budget != "all").Select(r => (Patients: double.Parse(r.Budget, CultureInfo.InvariantCulture), Figures: r))
                .OrderBy(r => r.Patients).ToList();
            if (budgets.Count < 2) continue;
            series.Add(new Series(row.Title, [.. budgets.Select(r => (r.Patients, r.Figures.Mean))]));
            series.Add(new Series(row.Title + ", served", [.. budgets.Select(r => (r.Patients, r.Figures.Postprocessed))]));
        }
        if (series.Count > 0) html.Append("<h2>Labelled patients</h2>").Append(SvgChart.Lines("labelled patients", "Dice", series));
    }

    private static void AppendCurves(StringBuilder html, ReproductionRequest request, IReadOnlyList<JobResult> results)
    {
        List<Series> series = [];
        foreach (var row in request.Definition.Rows)
        {
            var points = OfTable(request, results, row).SelectMany(job => job.Curve).GroupBy(point => point.Step).OrderBy(group => group.Key)
                .Select(group => ((double)group.Key, group.Average(point => point.Score))).ToList();
            if (points.Count > 0) series.Add(new Series(row.Title, points));
        }
        if (series.Count > 0) html.Append("<h2>Validation during training</h2><p>Mean over seeds.</p>").Append(SvgChart.Lines("step", "Dice", series));
    }

    private static void AppendPictures(StringBuilder html, ReproductionRequest request, IReadOnlyList<JobResult> results)
    {
        var cases = new Lazy<Dictionary<string, DatasetCase>>(() => DatasetCatalogue.Find(request.Dataset).Read(request.DataFolder).ToDictionary(c => c.Id, StringComparer.Ordinal));
        foreach (var row in request.Definition.Rows)
        {
            var job = OfTable(request, results, row).MinBy(result => result.Seed);
            if (job is null) continue;
            var folder = Path.Combine(request.RunFolder(job.Job), "test");
            var picture = Path.Combine(request.ReportFolder, $"overlay-{row.Name}.png");
            // The label maps are the run's; a report from results alone keeps the pictures that it has.
            if (Directory.Exists(folder))
            {
                OverlayPicture.Write(picture, [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(path => Row(cases.Value[ImageFile.StripExtension(Path.GetFileName(path))], path))]);
            }
            if (!File.Exists(picture)) continue;
            html.Append("<h2>").Append(HtmlPage.Text(row.Title)).Append("</h2><p>Image, truth and prediction, seed ").Append(job.Seed)
                .Append(".</p><img alt=\"\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(File.ReadAllBytes(picture))).Append("\">");
        }
    }

    /// <summary>The row's results at the table's budget.</summary>
    private static IEnumerable<JobResult> OfTable(ReproductionRequest request, IReadOnlyList<JobResult> results, ReproductionRow row) =>
        results.Where(result => result.Row == row.Name && (result.Budget == $"{request.Definition.MainBudget}" || row.UsesAllLabels));

    private static OverlayRow Row(DatasetCase item, string prediction) =>
        new(ImageFile.Read(item.Images.Values.First()), ImageFile.ReadLabels(item.Label!), ImageFile.ReadLabels(prediction));

    private static string Difference(double? mean, IReadOnlyList<double>? interval) => TableRow.Text(mean, interval).Replace('-', '−');

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
