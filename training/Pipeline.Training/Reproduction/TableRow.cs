namespace Pipeline.Training.Reproduction;

/// <summary>One row at one budget. Figures are of the last weights without post-processing unless said otherwise.</summary>
public sealed record TableRow
{
    public required string Name { get; init; }

    public required string Title { get; init; }

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

    /// <summary>Mean at the last step with the card's post-processing.</summary>
    public required double Postprocessed { get; init; }

    public required IReadOnlyDictionary<string, double> Dice { get; init; }

    /// <summary>Validation score at the last step, mean over seeds.</summary>
    public double? Validation { get; init; }

    /// <summary>Mean difference to the baseline over the seeds that both have.</summary>
    public double? Difference { get; init; }

    /// <summary>Its 95 % interval, paired over cases.</summary>
    public IReadOnlyList<double>? DifferenceInterval { get; init; }

    public required double MinutesPerJob { get; init; }

    public required IReadOnlyList<SeedFigure> Seeds { get; init; }

    internal static TableRow Of(ReproductionRow row, string budget, IReadOnlyList<JobResult> seeds, IReadOnlyList<JobResult>? baseline)
    {
        double[] last = [.. seeds.Select(seed => seed.Last.MeanDice)];
        var mean = last.Average();
        var pairs = (baseline ?? []).Where(other => seeds.Any(seed => seed.Seed == other.Seed)).ToList();
        (double Mean, IReadOnlyList<double> Interval)? difference = pairs.Count == 0 ? null : PairedBootstrap.Difference(
            [.. seeds.Where(seed => pairs.Exists(other => other.Seed == seed.Seed)).Select(seed => seed.Last)], [.. pairs.Select(other => other.Last)]);
        return new TableRow
        {
            Name = row.Name,
            Title = row.Title,
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
            MinutesPerJob = seeds.Average(seed => seed.Minutes),
            Seeds = [.. seeds.Select(seed => new SeedFigure(seed.Seed, seed.Last.MeanDice, seed.Best?.MeanDice, seed.LastPostprocessed.MeanDice, seed.Labelled))],
        };
    }
}

/// <summary>One seed of a row.</summary>
public sealed record SeedFigure(long Seed, double Last, double? Best, double Postprocessed, IReadOnlyList<string> Labelled);
