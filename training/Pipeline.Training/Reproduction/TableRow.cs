using System.Globalization;

namespace Pipeline.Training.Reproduction;

/// <summary>One row at one budget. Figures are of the last weights and the network alone unless said otherwise.</summary>
public sealed record TableRow
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What the row changes of the comparison's configuration, "key=value".</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Labelled patients.</summary>
    public required string Budget { get; init; }

    public string Metric { get; init; } = "mean foreground 3-D Dice on the test patients, through the runtime";

    public required double Mean { get; init; }

    /// <summary>Sample standard deviation over seeds; null for one seed.</summary>
    public double? Sd { get; init; }

    /// <summary>Seeds.</summary>
    public required int N { get; init; }

    /// <summary>Mean at the last step, the same as <see cref="Mean"/>.</summary>
    public double Last => Mean;

    /// <summary>Mean at the step of the best validation.</summary>
    public double? Best { get; init; }

    /// <summary>Mean at the last step as it is served: with the card's post-processing and test-time flips.</summary>
    public required double Postprocessed { get; init; }

    public required IReadOnlyDictionary<string, double> Dice { get; init; }

    /// <summary>Validation score at the last step, mean over seeds.</summary>
    public double? Validation { get; init; }

    /// <summary>Mean difference to the baseline over the seeds that both have.</summary>
    public double? Difference { get; init; }

    /// <summary>Its 95 % interval: paired over cases, patients drawn.</summary>
    public IReadOnlyList<double>? DifferenceInterval { get; init; }

    /// <summary>The same two with both rows as they are served.</summary>
    public double? PostprocessedDifference { get; init; }

    public IReadOnlyList<double>? PostprocessedDifferenceInterval { get; init; }

    public required double MinutesPerJob { get; init; }

    public required IReadOnlyList<SeedFigure> Seeds { get; init; }

    /// <summary>A difference as text, "+0.038 (+0.016 to +0.067)"; empty where there is none.</summary>
    public static string Text(double? difference, IReadOnlyList<double>? interval) => difference is null || interval is null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{difference:+0.000;-0.000} ({interval[0]:+0.000;-0.000} to {interval[1]:+0.000;-0.000})");

    internal static TableRow Of(ReproductionRow row, string budget, IReadOnlyList<JobResult> seeds, IReadOnlyList<JobResult>? baseline)
    {
        double[] last = [.. seeds.Select(seed => seed.Last.MeanDice)];
        var mean = last.Average();
        var difference = Compare(seeds, baseline, job => job.Last);
        var postprocessed = Compare(seeds, baseline, job => job.LastPostprocessed);
        return new TableRow
        {
            Name = row.Name,
            Title = row.Title,
            Settings = row.Settings,
            Budget = budget,
            Mean = mean,
            Sd = last.Length > 1 ? Math.Sqrt(last.Sum(value => (value - mean) * (value - mean)) / (last.Length - 1)) : null,
            N = last.Length,
            Best = seeds.All(seed => seed.Best is not null) ? seeds.Average(seed => seed.Best!.MeanDice) : null,
            Postprocessed = seeds.Average(seed => seed.LastPostprocessed.MeanDice),
            Dice = seeds[0].Last.Dice.Keys.ToDictionary(name => name, name => seeds.Average(seed => seed.Last.Dice[name]), StringComparer.Ordinal),
            Validation = seeds.All(seed => seed.LastValidation is not null) ? seeds.Average(seed => seed.LastValidation!.Value) : null,
            Difference = difference?.Mean,
            DifferenceInterval = difference?.Interval,
            PostprocessedDifference = postprocessed?.Mean,
            PostprocessedDifferenceInterval = postprocessed?.Interval,
            MinutesPerJob = seeds.Average(seed => seed.Minutes),
            Seeds = [.. seeds.Select(seed => new SeedFigure(seed.Seed, seed.Last.MeanDice, seed.Best?.MeanDice, seed.LastPostprocessed.MeanDice, seed.Labelled))],
        };
    }

    /// <summary>The difference over the seeds that both rows have; null where there is none.</summary>
    private static (double Mean, IReadOnlyList<double> Interval)? Compare(
        IReadOnlyList<JobResult> seeds, IReadOnlyList<JobResult>? baseline, Func<JobResult, TestFigures> figures)
    {
        var pairs = seeds.Join(baseline ?? [], job => job.Seed, other => other.Seed, (job, other) => (Job: figures(job), Other: figures(other))).ToList();
        return pairs.Count == 0 ? null : PairedBootstrap.Difference([.. pairs.Select(pair => pair.Job)], [.. pairs.Select(pair => pair.Other)]);
    }
}

/// <summary>One seed of a row.</summary>
public sealed record SeedFigure(long Seed, double Last, double? Best, double Postprocessed, IReadOnlyList<string> Labelled);
