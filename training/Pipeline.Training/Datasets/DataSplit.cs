using Pipeline.Bundles;
using Pipeline.Training.Randomness;

namespace Pipeline.Training.Datasets;

/// <summary>Which patients train, validate and test. Parts never share a patient.</summary>
public sealed record DataSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Validation, IReadOnlyList<string> Test)
{
    /// <summary>
    /// The split of the run: <paramref name="file"/> if given (validation carved from its train part where it has no val; patients that it does
    /// not name are left out), otherwise everything divided by seed. Fractions are of the patients with a label map; a part with a fraction
    /// above 0 gets at least one. Patients without any label map can only train, unless a file says otherwise.
    /// </summary>
    public static DataSplit Make(
        IReadOnlyList<DatasetCase> cases, SplitFile? file, string? filePath, double validationFraction, double testFraction, long seed)
    {
        var groups = cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var measurable = cases.Where(c => c.Label is not null).Select(c => c.Group).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> train, test;
        IReadOnlyList<string>? validation = null;
        if (file is not null)
        {
            train = Sorted(file.Train);
            test = Sorted(file.Test);
            validation = file.Val is null ? null : Sorted(file.Val);
            Check(filePath ?? "split.json", train, validation ?? [], test, groups);
        }
        else
        {
            (test, train) = Carve(groups, measurable, testFraction, seed, stream: 1);
        }
        if (validation is null) (validation, train) = Carve(train, measurable, validationFraction, seed, stream: 2);
        if (train.Count == 0)
        {
            throw new UserInputException(
                $"no patient is left to train on: {groups.Count} patients, {validation.Count} for validation, {test.Count} for testing; add patients or lower the fractions");
        }
        return new DataSplit(train, validation, test);
    }

    /// <summary>The split file that lies beside the data; null where there is none.</summary>
    public static string? FileBeside(string folder)
    {
        var path = Path.Combine(folder, "split.json");
        return File.Exists(path) ? path : null;
    }

    /// <summary>The cases whose patient is in <paramref name="groups"/>, in their own order.</summary>
    public static IReadOnlyList<DatasetCase> Select(IReadOnlyList<DatasetCase> cases, IReadOnlyList<string> groups)
    {
        var wanted = groups.ToHashSet(StringComparer.Ordinal);
        return [.. cases.Where(c => wanted.Contains(c.Group))];
    }

    private static (IReadOnlyList<string> Part, IReadOnlyList<string> Others) Carve(
        IReadOnlyList<string> groups, HashSet<string> measurable, double fraction, long seed, int stream)
    {
        var eligible = groups.Where(measurable.Contains).ToList();
        if (fraction <= 0 || eligible.Count == 0) return ([], groups);
        var count = Math.Clamp((int)Math.Round(eligible.Count * fraction, MidpointRounding.AwayFromZero), 1, eligible.Count);
        var order = new RandomStream(seed, 0, stream, RandomPurpose.Split).Permutation(eligible.Count);
        var part = order.Take(count).Select(i => eligible[i]).ToHashSet(StringComparer.Ordinal);
        return (Sorted(part), Sorted(groups.Where(group => !part.Contains(group))));
    }

    private static void Check(
        string path, IReadOnlyList<string> train, IReadOnlyList<string> validation, IReadOnlyList<string> test, List<string> groups)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = groups.ToHashSet(StringComparer.Ordinal);
        foreach (var (part, members) in new[] { ("train", train), ("val", validation), ("test", test) })
        {
            foreach (var member in members)
            {
                if (!known.Contains(member))
                {
                    throw new UserInputException($"{path}: {part} names '{member}', which the data do not hold; expected patients such as '{groups[0]}'");
                }
                if (!seen.TryAdd(member, part))
                {
                    throw new UserInputException(
                        string.Equals(seen[member], part, StringComparison.Ordinal)
                            ? $"{path}: '{member}' stands twice in {part}; remove one"
                            : $"{path}: '{member}' is in both {seen[member]} and {part}; a patient may be in one part only");
                }
            }
        }
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> groups) => [.. groups.Order(StringComparer.Ordinal)];
}
