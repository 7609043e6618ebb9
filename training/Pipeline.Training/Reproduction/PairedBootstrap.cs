using Pipeline.Bundles;
using Pipeline.Inference;

namespace Pipeline.Training.Reproduction;

/// <summary>
/// Whether one row is better than another on the same cases: the interval of the mean difference over patients. Seeds of a row are averaged within
/// a case first; patients are drawn with all their cases.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Mean difference a − b and its 95 % interval; both lists hold one entry per seed.</summary>
    public static (double Mean, IReadOnlyList<double> Interval) Difference(IReadOnlyList<TestFigures> a, IReadOnlyList<TestFigures> b)
    {
        var (first, second) = (OverSeeds(a), OverSeeds(b));
        if (!first.Keys.Order(StringComparer.Ordinal).SequenceEqual(second.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw new UserInputException("the results at hand were measured on different test cases, with another data folder or split; give each comparison a report folder of its own (--out)");
        }
        var ids = first.Keys.Order(StringComparer.Ordinal).ToList();
        double[] differences = [.. ids.Select(id => first[id].Dice - second[id].Dice)];
        return (differences.Average(), Bootstrap.Interval(differences, [.. ids.Select(id => first[id].Group)]));
    }

    private static Dictionary<string, (string Group, double Dice)> OverSeeds(IReadOnlyList<TestFigures> seeds) =>
        seeds.SelectMany(figures => figures.Cases).GroupBy(c => c.Id, StringComparer.Ordinal)
            .ToDictionary(cases => cases.Key, cases => (cases.First().Group, cases.Average(c => c.Dice)), StringComparer.Ordinal);
}
