using System.Diagnostics;

using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Measures label maps against truth: 3-D Dice and HD95 (mm) per case and foreground class, on the input's own grid.
/// The same code measures the runtime and training's own network (both stand behind <see cref="IModelRunner"/>).
/// </summary>
public static class Evaluator
{
    /// <summary>
    /// Segments and measures every case; the next case is read while the network runs. Fails on the first case that cannot be
    /// measured: a mean over the cases that happened to work would not be the mean.
    /// </summary>
    public static MetricsFile Evaluate(Segmenter segmenter, IReadOnlyList<EvaluationCase> cases, EvaluationContext context, CancellationToken cancellation = default)
    {
        var measured = new CaseMetrics[cases.Count];
        CasePipeline.Run(
            cases.Count,
            read: i => Read(segmenter, cases[i]),
            run: (_, loaded) =>
            {
                long start = Stopwatch.GetTimestamp();
                Volume<ushort> labels = segmenter.Segment(loaded.Image, cancellation);
                return (Labels: labels, loaded.Truth, Elapsed: loaded.Elapsed + Stopwatch.GetElapsedTime(start));
            },
            write: (i, result) =>
            {
                measured[i] = Measure(cases[i], result.Labels, result.Truth, segmenter.Card, result.Elapsed);
                context.Progress?.Invoke(measured[i]);
            },
            overlap: context.Overlap,
            cancellation: cancellation);
        return Summarise(segmenter.Card, measured, segmenter.Device, context);
    }

    /// <summary>Dice and HD95 of one case. <paramref name="prediction"/> and <paramref name="truth"/> must lie on one grid.</summary>
    public static CaseMetrics Measure(EvaluationCase subject, Volume<ushort> prediction, Volume<ushort> truth, Card card, TimeSpan elapsed)
    {
        if (prediction.Size != truth.Size)
            throw new UserInputException($"{subject.Label}: the label map is {truth.Size}, its image {prediction.Size}; expected one grid for both (case {subject.Id}).");
        if (!prediction.Geometry.SameGrid(prediction.Size, truth.Geometry, truth.Size, toleranceMm: 0.1))
            throw new UserInputException($"{subject.Label}: the label map lies elsewhere in space than its image (case {subject.Id}); expected one affine for both.");
        var dice = new Dictionary<string, double>(StringComparer.Ordinal);
        var hd95 = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (LabelInfo label in card.Labels.Skip(1))
        {
            ushort value = checked((ushort)label.Value);
            dice[label.Name] = Dice.Of(prediction.Voxels, truth.Voxels, value);
            hd95[label.Name] = SurfaceDistance.Hd95(prediction, truth, value);
        }

        return new CaseMetrics { Id = subject.Id, Group = subject.Group, Dice = dice, Hd95 = hd95, Seconds = elapsed.TotalSeconds };
    }

    /// <summary>The metrics file of measured cases, with bootstrap intervals over groups.</summary>
    public static MetricsFile Summarise(Card card, IReadOnlyList<CaseMetrics> cases, DeviceSpec device, EvaluationContext context)
    {
        string[] groups = [.. cases.Select(c => c.Group)];
        double[] means = [.. cases.Select(c => c.Dice.Values.Average())];
        return new MetricsFile
        {
            Model = card.Name,
            Version = card.Version,
            MeanDice = means.Average(),
            MeanDiceInterval = Bootstrap.Interval(means, groups, context.Seed),
            Classes = card.Labels.Skip(1).ToDictionary(label => label.Name, label => Summarise(label.Name, cases, groups, context.Seed), StringComparer.Ordinal),
            Cases = cases,
            Device = device.ToString(),
            Backend = context.Backend,
            Command = context.Command,
            Commit = context.Commit,
        };
    }

    private static ClassMetrics Summarise(string name, IReadOnlyList<CaseMetrics> cases, string[] groups, ulong seed)
    {
        double[] dice = [.. cases.Select(c => c.Dice[name])];
        double[] distances = [.. cases.Select(c => c.Hd95[name]).OfType<double>()];
        return new ClassMetrics
        {
            Dice = dice.Average(),
            DiceInterval = Bootstrap.Interval(dice, groups, seed),
            Hd95 = distances.Length == 0 ? null : distances.Average(),
            Hd95Undefined = cases.Count - distances.Length,
        };
    }

    private static (PreparedImage Image, Volume<ushort> Truth, TimeSpan Elapsed) Read(Segmenter segmenter, EvaluationCase subject)
    {
        Volume<ushort> truth = ImageFile.ReadLabels(subject.Label);
        long start = Stopwatch.GetTimestamp();
        PreparedImage image = segmenter.Prepare([.. subject.Images.Select(path => ImageFile.Read(path))]);
        return (image, truth, Stopwatch.GetElapsedTime(start));
    }
}
