using System.Xml.Linq;
using Pipeline.Training.Reports;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Reports;

public sealed class SvgChartTests(PhantomData data)
{
    [Fact]
    public void The_chart_is_well_formed_and_escapes_names()
    {
        var svg = XDocument.Parse(SvgChart.Lines("step", "a<b", [new Series("x & y", [(0, 1), (10, 3), (20, double.NaN)])]));
        Assert.Contains(svg.Descendants(), e => e.Value == "x & y");
        var line = svg.Descendants().Single(e => e.Name.LocalName == "polyline").Attribute("points")!.Value;
        Assert.Equal(2, line.Trim().Split(' ').Length);
    }

    [Fact]
    public void A_single_point_and_no_point_are_drawn_too()
    {
        Assert.Contains("<polyline", SvgChart.Lines("x", "y", [new Series("s", [(5, 0)])]), StringComparison.Ordinal);
        Assert.Equal("<p>No points.</p>", SvgChart.Lines("x", "y", [new Series("s", [])]));
    }

    [Fact]
    public void The_report_of_a_run_loads_nothing_from_outside()
    {
        var run = SmallRuns.Create(data, "report");
        SmallRuns.Train(run);
        var html = File.ReadAllText(run.Folder.In("report.html"));
        Assert.Contains("<h2>Validation</h2><svg", html, StringComparison.Ordinal);
        Assert.Contains("&quot;learning_rate&quot;: 0.002", html, StringComparison.Ordinal);
        foreach (var forbidden in new[] { "<script", "src=", "href=", "@import", "url(" }) Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
    }
}
