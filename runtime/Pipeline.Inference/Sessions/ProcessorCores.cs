namespace Pipeline.Inference;

/// <summary>Counts physical cores: two threads on one core slow convolutions down instead of speeding them up.</summary>
internal static class ProcessorCores
{
    /// <summary>More threads than this gave nothing for networks of a few million weights.</summary>
    private const int MostUseful = 8;

    /// <summary>Threads to run a network with when the user asks for none in particular.</summary>
    public static int DefaultThreads => Math.Clamp(Math.Min(Physical(), Environment.ProcessorCount), 1, MostUseful);

    private static int Physical()
    {
        const string root = "/sys/devices/system/cpu";
        if (!OperatingSystem.IsLinux())
            return Environment.ProcessorCount;
        try
        {
            int cores = Directory.EnumerateDirectories(root, "cpu*")
                .Select(folder => Path.Combine(folder, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(File.ReadAllText)
                .Distinct(StringComparer.Ordinal)
                .Count();
            return cores > 0 ? cores : Environment.ProcessorCount;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
