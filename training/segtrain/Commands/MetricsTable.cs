using System.Globalization;
using System.Text;
using Pipeline.Bundles;

namespace segtrain.Commands;

/// <summary>The figures of an evaluation as a table for a terminal.</summary>
internal static class MetricsTable
{
    public static string Text(MetricsFile metrics)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"class",-14}{"Dice",8}   {"95 % interval",-18}{"HD95 mm",8}\n");
        foreach (var (name, values) in metrics.Classes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-14}{values.Dice,8:0.0000}   {Interval(values.DiceInterval),-18}{values.Hd95,8:0.00}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"{"mean",-14}{metrics.MeanDice,8:0.0000}   {Interval(metrics.MeanDiceInterval),-18}\n");
        text.Append(CultureInfo.InvariantCulture, $"{metrics.Cases.Count} cases, {metrics.Backend}, {metrics.Device}\n");
        return text.ToString();
    }

    private static string Interval(IReadOnlyList<double> interval) =>
        string.Create(CultureInfo.InvariantCulture, $"[{interval[0]:0.0000}, {interval[1]:0.0000}]");
}
