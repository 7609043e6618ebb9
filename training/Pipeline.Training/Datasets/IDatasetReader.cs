namespace Pipeline.Training.Datasets;

/// <summary>Turns one real folder layout into cases. Reading opens no voxels beyond headers, so it is cheap for a whole archive.</summary>
public interface IDatasetReader
{
    /// <summary>The word on the command line, e.g. "acdc".</summary>
    string Name { get; }

    /// <summary>What the data are, and how they are prepared unless the user says otherwise.</summary>
    DatasetDescription Description { get; }

    /// <summary>All cases in <paramref name="folder"/>, sorted by id. Throws UserInputException naming file, finding and remedy.</summary>
    IReadOnlyList<DatasetCase> Read(string folder);
}
