using System.Diagnostics;
using System.Xml.Linq;

/// <summary>
/// Runs every test project, one after the other: two native libraries with their own thread pools side by side would
/// only slow each other down. Ends with "N passed, N failed".
/// </summary>
public sealed class TestStep(Parameters parameters, Shell shell)
{
    private sealed record Counts(int Passed, int Failed, string[] Failures);

    public void Run()
    {
        int passed = 0, failed = 0;
        var models = new CheckOnnxStep(parameters, shell);
        models.Clear();
        foreach (string project in Projects())
        {
            string name = IO.Path.GetFileName(project);
            var clock = Stopwatch.StartNew();
            Counts counts = Run(project, name);
            passed += counts.Passed;
            failed += counts.Failed;
            if (counts.Passed + counts.Failed > 0)
                Output.Line("Test", $"{name}: {counts.Passed} passed, {counts.Failed} failed", clock.Elapsed);
            foreach (string failure in counts.Failures)
                Console.WriteLine($"  {failure}");
        }
        if (passed + failed == 0 && parameters.Filter.Length > 0)
            throw new BuildFailure(BuildFailure.BadInput, $"--filter {parameters.Filter}: no class or method has that in its name.");
        if (parameters.Filter.Length == 0 && models.Run() is { } accepted)
        {
            passed += accepted ? 1 : 0;
            failed += accepted ? 0 : 1;
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        if (failed > 0 || passed == 0)
            throw new BuildFailure(BuildFailure.Fault, "");
    }

    private IEnumerable<string> Projects()
    {
        bool system = LocalProps.Read(parameters.TorchLocalProps, "TorchBackend") == "system";
        foreach (string project in IO.Directory.GetDirectories(IO.Path.Combine(parameters.Root, "tests"), "*.Tests").Order(StringComparer.Ordinal))
        {
            if (IO.Path.GetFileName(project) == "SystemTorch.Tests" && !system)
                Output.Note("SystemTorch.Tests: not run, TorchSharp's own package is in use");
            else
                yield return project;
        }
    }

    private Counts Run(string project, string name)
    {
        string report = IO.Path.Combine(shell.LogFolder, name + ".xml");
        IO.File.Delete(report);
        string program = IO.Path.Combine(project, "bin", "Release", BuildStep.Framework, name + ".dll");
        string[] filter = parameters.Filter.Length == 0
            ? []
            : ["-filter", $"/*/*/*{parameters.Filter}*/*", "-filter", $"/*/*/*/*{parameters.Filter}*"];
        Shell.Result result = shell.Capture(name, "dotnet", ["exec", program, "-noLogo", "-noColor", "-xml", report, .. filter],
            new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "passive" });
        if (!IO.File.Exists(report))
            return new Counts(0, 1, [$"{name} ended with exit code {result.ExitCode} and no report:", Shell.Telling(result.Output)]);
        XElement[] assemblies = XDocument.Load(report).Descendants("assembly").ToArray();
        int Sum(string attribute) => assemblies.Sum(a => (int?)a.Attribute(attribute) ?? 0);
        string[] failures = assemblies.Descendants("test").Where(t => (string)t.Attribute("result") == "Fail")
            .Select(t => $"{(string)t.Attribute("name")}\n    {((string)t.Descendants("message").FirstOrDefault() ?? "").Trim().ReplaceLineEndings("\n    ")}")
            .Concat(assemblies.Descendants("error").Select(e => $"{(string)e.Attribute("name")}: {((string)e.Descendants("message").FirstOrDefault() ?? "").Trim()}"))
            .ToArray();
        int failed = Sum("failed") + Sum("errors");
        if (failed == 0 && result.ExitCode != 0 && Sum("total") > 0)
            return new Counts(Sum("passed"), 1, [$"{name} ended with exit code {result.ExitCode} after its tests:", Shell.Telling(result.Output)]);
        return new Counts(Sum("passed"), failed, failures);
    }
}
