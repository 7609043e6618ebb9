namespace Pipeline.Training.Datasets;

/// <summary>Turns one real folder layout into cases. Reading opens no voxels beyond headers, so it is cheap for a whole archive.</summary>
public interface IDatasetReader
{
    /// <summary>The word on the command line, e.g. "acdc".</summary>
    string Name { get; }

    /// <summary>One line for the help.</summary>
    string Title { get; }

    /// <summary>
    /// What the data are, and how they are prepared unless the user says otherwise. Some layouts say it in a file of their own, others are
    /// one fixed set and leave <paramref name="folder"/> unread.
    /// </summary>
    DatasetDescription Describe(string folder);

    /// <summary>
    /// All cases in <paramref name="folder"/>, sorted by id. Throws UserInputException, or ImageFormatException for a damaged image: one line
    /// with file, finding, expectation and remedy.
    /// </summary>
    IReadOnlyList<DatasetCase> Read(string folder);
}
