using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Phantoms;

/// <summary>Makes a folder of made-up patients with its mark: whole or not at all, and never over another.</summary>
internal static class PhantomFolder
{
    /// <param name="mark">What is written.</param>
    /// <param name="folder">The folder to make.</param>
    /// <param name="writePatient">Writes one patient, numbered from 1, below the folder that it is given.</param>
    /// <param name="cancellation">Stops between two patients and leaves nothing.</param>
    public static void Write(PhantomMark mark, string folder, Action<string, int> writePatient, CancellationToken cancellation)
    {
        if (mark.Patients is < 1 or > 999) throw new UserInputException($"--patients {mark.Patients}: expected 1 to 999");
        var target = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new UserInputException($"{folder}: exists already; choose another folder or remove it");
        }
        var staging = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(staging);
            for (var patient = 1; patient <= mark.Patients; patient++)
            {
                cancellation.ThrowIfCancellationRequested();
                writePatient(staging, patient);
            }
            mark.Write(staging);
            Directory.Move(staging, target);
        }
        catch (Exception e) when (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
            if (e is IOException or UnauthorizedAccessException) throw new UserInputException($"{folder}: cannot be written: {e.Message}", e);
            throw;
        }
    }
}
