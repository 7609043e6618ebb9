using System.Globalization;
using System.Net;
using System.Text;

namespace Pipeline.Training.Reports;

/// <summary>One line of a chart.</summary>
public sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Line charts as SVG text: axes with round ticks, one colour per series, a legend.</summary>
public static class SvgChart
{
    private const double Width = 720;
    private const double Height = 280;
    private const double Left = 64;
    private const double Right = 120;
    private const double Top = 12;
    private const double Bottom = 40;

    // Okabe and Ito's colours, told apart by colour-blind readers.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    public static string Lines(string xTitle, string yTitle, IReadOnlyList<Series> series)
    {
        var points = series.SelectMany(s => s.Points).Where(p => double.IsFinite(p.Y)).ToList();
        if (points.Count == 0) return "<p>No points.</p>";
        var (x0, x1) = Range(points.Min(p => p.X), points.Max(p => p.X));
        var (y0, y1) = Range(points.Min(p => p.Y), points.Max(p => p.Y));
        double X(double x) => Left + (x - x0) / (x1 - x0) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - (y - y0) / (y1 - y0) * (Height - Top - Bottom);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        foreach (var tick in Ticks(y0, y1))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\" stroke=\"#e5e5e5\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:G4}</text>");
        }
        foreach (var tick in Ticks(x0, x1))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{tick:G6}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(xTitle)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(14 {Height / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(yTitle)}</text>");
        for (var s = 0; s < series.Count; s++)
        {
            var colour = Colours[s % Colours.Length];
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\" points=\"");
            foreach (var (x, y) in series[s].Points.Where(p => double.IsFinite(p.Y))) svg.Append(CultureInfo.InvariantCulture, $"{X(x):0.##},{Y(y):0.##} ");
            svg.Append("\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 8}\" y=\"{Top + 14 + 16 * s}\" fill=\"{colour}\">{WebUtility.HtmlEncode(series[s].Name)}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static (double Low, double High) Range(double low, double high)
    {
        var margin = high > low ? (high - low) * 0.03 : Math.Max(Math.Abs(high) * 0.1, 1e-9);
        return (low - margin, high + margin);
    }

    private static IEnumerable<double> Ticks(double low, double high)
    {
        var raw = (high - low) / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = (raw / unit) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * unit;
        for (var tick = Math.Ceiling(low / step) * step; tick <= high; tick += step) yield return Math.Abs(tick) < step * 1e-9 ? 0 : tick;
    }
}
