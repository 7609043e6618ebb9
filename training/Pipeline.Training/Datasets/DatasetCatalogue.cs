using Pipeline.Bundles;
using Pipeline.Training.Datasets.Acdc;

namespace Pipeline.Training.Datasets;

/// <summary>The data sets this program reads. A new one is a class and a line here.</summary>
public static class DatasetCatalogue
{
    public static IReadOnlyList<IDatasetReader> All { get; } = [new AcdcReader()];

    public static IReadOnlyList<IPhantomWriter> Phantoms { get; } = [new AcdcPhantom()];

    public static IDatasetReader Find(string name) =>
        All.FirstOrDefault(reader => string.Equals(reader.Name, name, StringComparison.Ordinal))
        ?? throw new UserInputException(
            $"data set '{name}' is unknown; expected one of: {string.Join(", ", All.Select(reader => reader.Name))}");
}
