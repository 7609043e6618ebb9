/// <summary>
/// Fails on any line that the formatter would lay out otherwise. Everything else that .editorconfig asks for (style, naming,
/// analysers) is an error of the build; checking it here too would compile the solution twice.
/// </summary>
public sealed class LintStep(Parameters parameters, Shell shell)
{
    public void Run()
    {
        Shell.Result result = shell.Capture("lint", "dotnet", ["format", "whitespace", ".", "--folder", "--verify-no-changes", "--exclude", "**/obj/", "artifacts/", "-v", "quiet"]);
        if (result.ExitCode != 0)
            throw new BuildFailure(BuildFailure.Fault, $"{Shell.Telling(result.Output)}\nLint: the formatter would change these lines; run 'dotnet format whitespace . --folder'.");
        Output.Say("formatted as .editorconfig says");
    }
}
