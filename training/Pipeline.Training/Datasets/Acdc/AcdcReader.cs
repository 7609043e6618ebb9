using Pipeline.Bundles;
using Pipeline.Training.Datasets.Layout;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>
/// ACDC as it is handed out: patientNNN/{Info.cfg, patientNNN_frameMM.nii.gz, patientNNN_frameMM_gt.nii.gz}, the two frames named by
/// Info.cfg (ED and ES; ED is not always 1). The 4-D series and further files are ignored. A folder "training" on top is accepted.
/// </summary>
public sealed class AcdcReader : IDatasetReader
{
    public string Name => "acdc";

    public string Title => "ACDC (Automated Cardiac Diagnosis Challenge)";

    public DatasetDescription Describe(string folder) => new()
    {
        Title = Title,
        Task = "Short-axis cine MRI of the heart: right ventricle, myocardium, left ventricle",
        Modalities = ["mri"],
        Labels =
        [
            new LabelInfo { Value = 0, Name = "background" }, new LabelInfo { Value = 1, Name = "RV" }, new LabelInfo { Value = 2, Name = "myocardium" }, new LabelInfo { Value = 3, Name = "LV" },
        ],
        Licence = "CC BY-NC-SA 4.0",
        LicenceUrl = "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        Citation = "O. Bernard et al., Deep Learning Techniques for Automatic MRI Cardiac Multi-Structures Segmentation and Diagnosis: "
            + "Is the Problem Solved?, IEEE Trans. Med. Imaging 37(11), 2018, doi 10.1109/TMI.2018.2837502",
        Spacing = [1.5, 1.5],
        Preprocessing =
        [
            new ResampleInPlaneStep { Spacing = [1.5, 1.5] },
            new ClipPercentilesStep { Lower = 1, Upper = 99 },
            new ZScoreStep(),
        ],
        Postprocessing = [new LargestComponentStep { Labels = [1, 2, 3] }],
    };

    public IReadOnlyList<DatasetCase> Read(string folder)
    {
        DatasetFolder.Require(folder, "the folder that holds patient001, patient002, …");
        var patients = Patients(folder);
        if (patients.Length == 0 && Directory.Exists(Path.Combine(folder, "training")))
        {
            patients = Patients(Path.Combine(folder, "training"));
        }
        if (patients.Length == 0)
        {
            throw new UserInputException($"{folder}: no folder patientNNN found; expected ACDC's layout, patient001/Info.cfg and so on");
        }
        return [.. patients.SelectMany(ReadPatient)];
    }

    private static string[] Patients(string folder)
    {
        var found = Directory.GetDirectories(folder, "patient*");
        Array.Sort(found, StringComparer.Ordinal);
        return found;
    }

    private static IEnumerable<DatasetCase> ReadPatient(string folder)
    {
        var patient = Path.GetFileName(folder);
        var info = AcdcInfo.Read(Path.Combine(folder, "Info.cfg"));
        foreach (var (phase, frame) in new[] { ("ED", info.EndDiastole), ("ES", info.EndSystole) })
        {
            var id = $"{patient}_frame{frame:00}";
            var image = Existing(folder, id, phase, "image");
            var label = Existing(folder, id + "_gt", phase, "label map");
            ImageGrid.RequireSame(image, label);
            yield return new DatasetCase(id, patient, new Dictionary<string, string>(StringComparer.Ordinal) { ["mri"] = image }, label);
        }
    }

    private static string Existing(string folder, string stem, string phase, string what)
    {
        foreach (var extension in (ReadOnlySpan<string>)[".nii.gz", ".nii"])
        {
            var path = Path.Combine(folder, stem + extension);
            if (File.Exists(path)) return Path.GetFullPath(path);
        }
        throw new UserInputException(
            $"{folder}: {stem}.nii.gz is missing, the {what} of the {phase} frame that Info.cfg names; restore the file or remove the patient");
    }
}
