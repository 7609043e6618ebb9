using System.Globalization;
using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Preparation;

/// <summary>
/// Which training cases give their labels; patients are never divided by a draw. Written as <c>all</c> (every case that has a label map), a
/// number of patients (<c>3</c>), a share of the patients (<c>5%</c>), or names of patients or volumes (<c>patient002, patient043_frame01</c>).
/// In a list of several, a plain number means the patient whose name ends in it (<c>2, 43, 64</c>).
/// </summary>
public static class LabelledSubset
{
    /// <summary>Throws <see cref="ArgumentException"/> where <paramref name="text"/> is none of the forms.</summary>
    public static void Check(string option, string text)
    {
        var isNumber = double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        var fits = text.EndsWith('%') ? isNumber && number is > 0 and <= 100
            : isNumber ? number >= 1 && number == Math.Floor(number)
            : Names(text).Length > 0;
        if (!fits) throw new ArgumentException($"{option} = {text}: expected all, a number of patients, a share such as 5%, or names such as patient002,patient043");
    }

    /// <summary>
    /// Ids of the cases of <paramref name="train"/> whose labels may be seen. A draw takes the first patients of one order per seed, so that
    /// a larger budget contains the smaller ones.
    /// </summary>
    public static IReadOnlySet<string> Of(string text, IReadOnlyList<DatasetCase> train, long seed)
    {
        var candidates = train.Where(c => c.Label is not null).ToList();
        var patients = candidates.Select(c => c.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (text == "all") return Ids(candidates);
        if (Count(text, patients.Count) is not { } count) return Ids(Names(text).SelectMany(name => Named(name, candidates)));
        if (count > patients.Count)
        {
            throw new UserInputException($"{count} labelled patients were asked for, found {patients.Count} with labels in the training part; lower the number or keep fewer for validation");
        }
        var order = new RandomStream(seed, 0, 0, RandomPurpose.Labelled).Permutation(patients.Count);
        var drawn = order.Take(count).Select(i => patients[i]).ToHashSet(StringComparer.Ordinal);
        return Ids(candidates.Where(c => drawn.Contains(c.Group)));
    }

    private static int? Count(string text, int patients)
    {
        if (text.EndsWith('%'))
        {
            var share = double.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture) / 100;
            return Math.Max(1, (int)Math.Round(share * patients, MidpointRounding.AwayFromZero));
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
    }

    private static List<DatasetCase> Named(string name, List<DatasetCase> candidates)
    {
        var found = candidates.FindAll(c => c.Group == name || c.Id == name);
        if (found.Count == 0 && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            found = candidates.FindAll(c => EndNumber(c.Group) == number);
        }
        return found.Count > 0 ? found : throw new UserInputException(
            $"'{name}' is no labelled patient or volume of the training part; expected names such as '{candidates.FirstOrDefault()?.Group}' (validation and test patients cannot be chosen)");
    }

    private static long? EndNumber(string group)
    {
        var digits = group.Length - group.AsSpan().TrimEnd("0123456789").Length;
        return long.TryParse(group.AsSpan(group.Length - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Ids(IEnumerable<DatasetCase> cases) => cases.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
}
