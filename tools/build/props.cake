using System.Xml.Linq;

/// <summary>The props files that set-up writes, and the versions that the committed ones pin.</summary>
public static class LocalProps
{
    /// <summary>A default in a committed props file: the one place of each version.</summary>
    public static string Default(string propsFile, string property) =>
        XDocument.Load(propsFile).Descendants(property).FirstOrDefault()?.Value
        ?? throw new BuildFailure(BuildFailure.Fault, $"{propsFile}: found no <{property}>, expected the pinned version.");

    /// <summary>What set-up chose, e.g. TorchBackend; empty where nothing was written.</summary>
    public static string Read(string localProps, string property) =>
        IO.File.Exists(localProps) ? XDocument.Load(localProps).Descendants(property).FirstOrDefault()?.Value ?? "" : "";

    /// <summary>Into the set-up folder, then renamed: a build never reads half a file. A value given with -p: on the command line wins.</summary>
    public static void Write(string path, string staging, IReadOnlyDictionary<string, string> properties)
    {
        var group = new XElement("PropertyGroup", properties.Select(p =>
            new XElement(p.Key, new XAttribute("Condition", $"'$({p.Key})' == ''"), p.Value)));
        string text = new XElement("Project",
            new XComment(" Written by ./build.sh Setup for this machine; its options backend and ort-backend choose anew. "),
            group) + "\n";
        if (IO.File.Exists(path) && IO.File.ReadAllText(path) == text)
            return;
        IO.File.WriteAllText(staging, text);
        IO.File.Move(staging, path, overwrite: true);
    }
}
