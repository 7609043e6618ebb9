using System.Globalization;

namespace Pipeline.Bundles;

/// <summary>Compares what was measured with what a gate asks for. A pure function: no files, no clock, no settings.</summary>
public static class GateCheck
{
    /// <summary>Largest |Δ logit| between training and runtime, as a fraction of the logit range.</summary>
    public const double MaxRelativeDifference = 1e-4;

    /// <summary>Smallest fraction of pixels and voxels whose label must be the same.</summary>
    public const double MinAgreement = 0.9999;

    /// <summary>Largest difference of mean Dice between training and runtime.</summary>
    public const double MaxDiceDifference = 1e-4;

    // 0.90 − 0.88 is 0.020000000000000018 in binary and must count as 0.02.
    private const double Rounding = 1e-9;

    /// <summary>Every rule with its figure.</summary>
    public static GateResult Check(GateEntry gate, GateEvidence evidence)
    {
        List<GateRow> rows = [];
        if (evidence.Metrics is null)
        {
            rows.Add(new GateRow(
                "mean_dice", null, gate.MinMeanDice, evidence.WithoutData,
                "Dice not measured: the data are not on this machine (set PIPELINE_DATA, or accept it with --without-data)"));
        }
        else
        {
            rows.Add(Identity(gate, evidence.Metrics));
            rows.AddRange(DiceRows(gate, evidence.Metrics));
            rows.AddRange(DistanceRows(gate, evidence.Metrics));
            rows.AddRange(DropRows(gate, evidence.Metrics, evidence.Previous));
        }
        rows.AddRange(ParityRows(evidence.Parity));
        rows.Add(GoldenRow(evidence.Golden));
        return new GateResult(gate.Name, rows);
    }

    private static GateRow Identity(GateEntry gate, MetricsFile metrics)
    {
        bool same = metrics.Model == gate.Name && (gate.Version is null || metrics.Version == gate.Version);
        string wanted = gate.Version is null ? gate.Name : $"{gate.Name} {gate.Version}";
        return new GateRow("model", null, null, same, same
            ? $"measured {metrics.Model} {metrics.Version} on {metrics.Cases.Count} cases"
            : $"measured {metrics.Model} {metrics.Version}, expected {wanted}");
    }

    private static IEnumerable<GateRow> DiceRows(GateEntry gate, MetricsFile metrics)
    {
        yield return AtLeast("mean_dice", "mean Dice", metrics.MeanDice, metrics.MeanDiceInterval, gate.MinMeanDice);
        foreach ((string name, double minimum) in Sorted(gate.MinDice))
        {
            yield return metrics.Classes.TryGetValue(name, out ClassMetrics? found)
                ? AtLeast("dice:" + name, $"Dice of {name}", found.Dice, found.DiceInterval, minimum)
                : new GateRow("dice:" + name, null, minimum, false, $"class {name} was not measured; the model has {string.Join(", ", metrics.Classes.Keys)}");
        }
    }

    private static IEnumerable<GateRow> DistanceRows(GateEntry gate, MetricsFile metrics)
    {
        if (gate.MaxHd95 is not double maximum) { yield break; }
        foreach ((string name, ClassMetrics found) in metrics.Classes)
        {
            yield return found.Hd95 is double distance
                ? new GateRow("hd95:" + name, distance, maximum, distance <= maximum,
                    $"HD95 of {name} {Mm(distance)}, allowed up to {Mm(maximum)} ({found.Hd95Undefined} of {metrics.Cases.Count} cases undefined)")
                : new GateRow("hd95:" + name, null, maximum, false, $"HD95 of {name} is undefined in all {metrics.Cases.Count} cases; measure on cases that hold it");
        }
    }

    private static IEnumerable<GateRow> DropRows(GateEntry gate, MetricsFile metrics, MetricsFile? previous)
    {
        if (gate.MaxDrop is not double maximum) { yield break; }
        if (previous is null)
        {
            yield return new GateRow("drop", null, maximum, true, "no version before this one to compare with");
            yield break;
        }
        if (!metrics.Cases.Select(c => c.Id).Order(StringComparer.Ordinal).SequenceEqual(previous.Cases.Select(c => c.Id).Order(StringComparer.Ordinal)))
        {
            yield return new GateRow("drop", null, maximum, false, $"version {previous.Version} was measured on other cases; measure both on the same");
            yield break;
        }
        yield return Drop("drop", "mean Dice", metrics.MeanDice, previous.MeanDice, maximum, previous.Version);
        foreach ((string name, ClassMetrics before) in previous.Classes)
        {
            yield return metrics.Classes.TryGetValue(name, out ClassMetrics? now)
                ? Drop("drop:" + name, $"Dice of {name}", now.Dice, before.Dice, maximum, previous.Version)
                : new GateRow("drop:" + name, null, maximum, false, $"class {name} of version {previous.Version} is gone");
        }
    }

    private static IEnumerable<GateRow> ParityRows(ParityFile? parity)
    {
        if (parity is null)
        {
            yield return new GateRow("parity", null, MaxRelativeDifference, false, "the bundle has no parity.json; export it again");
            yield break;
        }
        yield return new GateRow(
            "parity", parity.RelativeMax, MaxRelativeDifference, parity.RelativeMax <= MaxRelativeDifference,
            $"largest difference {Exponent(parity.RelativeMax)} of the logit range on {parity.Inputs} inputs, allowed {Exponent(MaxRelativeDifference)}");
        yield return new GateRow(
            "parity:labels", parity.LabelAgreement, MinAgreement, parity.LabelAgreement >= MinAgreement,
            $"{Percent(parity.LabelAgreement)} of the pixels have the same label in training and runtime, needed {Percent(MinAgreement)}");
        if (parity is { DiceTraining: double training, DiceRuntime: double runtime })
        {
            double difference = Math.Abs(training - runtime);
            yield return new GateRow(
                "parity:dice", difference, MaxDiceDifference, difference <= MaxDiceDifference + Rounding,
                $"Dice of training and runtime differ by {Exponent(difference)}, allowed {Exponent(MaxDiceDifference)}");
        }
    }

    private static GateRow GoldenRow(GoldenResult? golden)
    {
        if (golden is null || golden.Voxels == 0) { return new GateRow("golden", null, MinAgreement, false, "the golden pair was not run; the bundle has none, or this device cannot run it"); }
        double agreement = 1 - (double)golden.Differing / golden.Voxels;
        return new GateRow(
            "golden", agreement, MinAgreement, agreement >= MinAgreement,
            $"golden pair: {golden.Differing} of {golden.Voxels} voxels differ, {Percent(MinAgreement)} must agree");
    }

    private static GateRow AtLeast(string rule, string what, double value, IReadOnlyList<double> interval, double minimum) => new(
        rule, value, minimum, value >= minimum,
        $"{what} {Fraction(value)} (95 % interval {Fraction(interval[0])} to {Fraction(interval[1])}), needed {Fraction(minimum)}");

    private static GateRow Drop(string rule, string what, double now, double before, double maximum, string version) => new(
        rule, before - now, maximum, before - now <= maximum + Rounding,
        $"{what} {(now < before ? "fell" : "rose")} by {Fraction(Math.Abs(before - now))} against {version}, allowed to fall by {Fraction(maximum)}");

    private static IEnumerable<KeyValuePair<string, double>> Sorted(IReadOnlyDictionary<string, double>? map) =>
        map is null ? [] : map.OrderBy(m => m.Key, StringComparer.Ordinal);

    private static string Fraction(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Exponent(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (100 * value).ToString("0.00##", CultureInfo.InvariantCulture) + " %";

    private static string Mm(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " mm";
}
