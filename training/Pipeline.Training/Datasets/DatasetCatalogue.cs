using Pipeline.Bundles;
using Pipeline.Training.Datasets.Acdc;
using Pipeline.Training.Datasets.MmWhs;
using Pipeline.Training.Datasets.Msd;
using Pipeline.Training.Datasets.NnUnet;
using Pipeline.Training.Datasets.Promise12;

namespace Pipeline.Training.Datasets;

/// <summary>The data sets this program reads. A new one is a reader, a phantom writer, and a line for each here.</summary>
public static class DatasetCatalogue
{
    public static IReadOnlyList<IDatasetReader> All { get; } =
    [
        new AcdcReader(),
        new Promise12Reader(),
        new MsdReader(),
        .. MmWhsVariant.All.Select(variant => new MmWhsReader(variant)),
        new NnUnetReader(),
    ];

    public static IReadOnlyList<IPhantomWriter> Phantoms { get; } =
    [
        new AcdcPhantom(),
        new Promise12Phantom(),
        new MsdPhantom(),
        .. MmWhsVariant.All.Select(variant => new MmWhsPhantom(variant)),
        new NnUnetPhantom(),
    ];

    public static IDatasetReader Find(string name) =>
        All.FirstOrDefault(reader => string.Equals(reader.Name, name, StringComparison.Ordinal))
        ?? throw new UserInputException(
            $"data set '{name}' is unknown; expected one of: {string.Join(", ", All.Select(reader => reader.Name))}");
}
