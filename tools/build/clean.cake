/// <summary>Removes what builds made. Set-up stays: making it again costs minutes and downloads.</summary>
public static class CleanStep
{
    public static void Run(Parameters parameters)
    {
        int removed = 0;
        foreach (string room in new[] { "runtime", "training", "tests", "tools" })
        {
            string root = IO.Path.Combine(parameters.Root, room);
            foreach (string project in IO.Directory.Exists(root) ? IO.Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories) : [])
            {
                removed += Remove(IO.Path.Combine(IO.Path.GetDirectoryName(project), "bin"));
                removed += Remove(IO.Path.Combine(IO.Path.GetDirectoryName(project), "obj"));
            }
        }
        foreach (string folder in new[] { "bin", "publish", "packages", "demo" })
            removed += Remove(IO.Path.Combine(parameters.Artifacts, folder));
        Output.Say($"{removed} folders removed; artifacts/setup, runs, models and reports kept");
    }

    private static int Remove(string folder)
    {
        if (!IO.Directory.Exists(folder))
            return 0;
        IO.Directory.Delete(folder, recursive: true);
        return 1;
    }
}
