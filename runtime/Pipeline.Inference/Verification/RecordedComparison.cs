using System.Globalization;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>Repeats a bundle's recorded runs on a device and holds what comes out against what the training network gave.</summary>
internal static class RecordedComparison
{
    /// <summary>Largest difference on an accelerator, whose kernels add in another order, as a fraction of the output's range.</summary>
    public const double AcceleratorLimit = 1e-3;

    /// <summary>One row per output, over all runs.</summary>
    public static IEnumerable<VerificationRow> Rows(IReadOnlyList<RecordedRun> runs, OnnxRunner runner)
    {
        double limit = runner.Device.Kind == DeviceKind.Cpu ? GateCheck.MaxRelativeDifference : AcceleratorLimit;
        var worst = new Dictionary<string, (double Difference, long Moved, long Pixels, int Runs)>(StringComparer.Ordinal);
        foreach (RecordedRun run in runs)
        {
            var input = new NamedTensor(RecordedRuns.Input(run.Shape, run.Seed), [.. run.Shape.Select(size => (long)size)]);
            IReadOnlyDictionary<string, NamedTensor> outputs = runner.RunNamed(new Dictionary<string, NamedTensor> { [runner.InputNames[0]] = input });
            foreach ((string name, RecordedOutput expected) in run.Outputs)
            {
                (double difference, long moved) = outputs.TryGetValue(name, out NamedTensor? found) && found.Shape.SequenceEqual(expected.Shape.Select(size => (long)size))
                    ? Compare(expected, RecordedRuns.Brief(found.Values, expected.Shape, run.Seed, expected.Labels is not null), expected.Shape.Count == run.Shape.Count)
                    : (double.PositiveInfinity, 0);
                worst.TryGetValue(name, out (double Difference, long Moved, long Pixels, int Runs) sum);
                worst[name] = (Math.Max(sum.Difference, difference), sum.Moved + moved, sum.Pixels + (expected.Labels?.Sum(count => (long)count) ?? 0), sum.Runs + 1);
            }
        }

        return worst.Select(output => Row(output.Key, output.Value.Difference, output.Value.Moved, output.Value.Pixels, output.Value.Runs, limit));
    }

    /// <summary>
    /// Largest difference as a fraction of the range (of the magnitude where that is more and the output is no map over the grid),
    /// and the pixels that must have changed their label.
    /// </summary>
    private static (double Difference, long Moved) Compare(RecordedOutput expected, RecordedOutput found, bool isMap)
    {
        double difference = expected.Samples.Zip(found.Samples, (a, b) => Math.Abs((double)a - b))
            .Append(Math.Abs((double)expected.Min - found.Min)).Append(Math.Abs((double)expected.Max - found.Max)).Append(Math.Abs(expected.Mean - found.Mean))
            .Max(value => double.IsNaN(value) ? double.PositiveInfinity : value);
        double range = (double)expected.Max - expected.Min;
        if (!isMap)
            range = Math.Max(range, Math.Max(Math.Abs(expected.Min), Math.Abs(expected.Max)));
        long moved = expected.Labels is { } labels ? labels.Zip(found.Labels!, (a, b) => (long)Math.Abs(a - b)).Sum() / 2 : 0;
        return (difference == 0 ? 0 : difference / range, moved);
    }

    /// <summary>A label may change where two classes are nearly equal: in one pixel per run, or in the limit's share of them.</summary>
    private static VerificationRow Row(string name, double difference, long moved, long pixels, int runs, double limit)
    {
        long mayMove = Math.Max(runs, (long)(limit * pixels));
        string found = double.IsFinite(difference) ? $"{Exponent(difference)} of the range on {runs} runs" : "another shape, or values that are not finite";
        string expected = $"≤ {Exponent(limit)}";
        return pixels == 0
            ? new VerificationRow($"recorded {name}", found, expected, difference <= limit)
            : new VerificationRow($"recorded {name}", $"{found}, {moved} of {pixels} labels differ", $"{expected}, ≤ {mayMove}", difference <= limit && moved <= mayMove);
    }

    private static string Exponent(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
