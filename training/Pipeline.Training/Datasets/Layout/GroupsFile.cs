using System.Text.Json;
using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>
/// groups.json beside dataset.json, optional: {"case": "patient", …}. Layouts of the Decathlon kind do not say which cases are of one
/// patient; without this file each case counts as a patient.
/// </summary>
internal sealed class GroupsFile
{
    private readonly string _path;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    private GroupsFile(string path) => _path = path;

    public static GroupsFile In(string folder)
    {
        var file = new GroupsFile(Path.Combine(folder, "groups.json"));
        if (!File.Exists(file._path)) return file;
        using var json = ForeignJson.Read(file._path);
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            var (id, patient) = (ForeignJson.Clean(entry.Name), ForeignJson.Clean(entry.Value.ToString()));
            if (entry.Value.ValueKind != JsonValueKind.String || patient.Length == 0)
            {
                throw new UserInputException($"{file._path}: '{id}' has '{patient}', expected the name of its patient in quotes; correct the entry");
            }
            if (!file._groups.TryAdd(id, patient)) throw new UserInputException($"{file._path}: '{id}' stands twice; keep one");
        }
        return file;
    }

    /// <summary>The cases with their patients; refuses a name in the file that no case has.</summary>
    public IReadOnlyList<DatasetCase> Apply(IEnumerable<DatasetCase> cases)
    {
        var result = cases.Select(c => c with { Group = _groups.GetValueOrDefault(c.Id, c.Id) }).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        var unknown = _groups.Keys.FirstOrDefault(id => result.All(c => c.Id != id));
        return unknown is null ? result : throw new UserInputException($"{_path}: names the case '{unknown}', which the data do not hold; expected names such as '{result[0].Id}'");
    }
}
