/// <summary>Fails on any file that the formatter would change.</summary>
public sealed class LintStep(Parameters parameters, Shell shell)
{
    public void Run()
    {
        Shell.Result result = shell.Capture("lint", "dotnet", ["format", parameters.Solution, "--verify-no-changes", "-v", "quiet"]);
        if (result.ExitCode != 0)
            throw new BuildFailure(BuildFailure.Fault, $"{Shell.Telling(result.Output)}\nLint: the formatter would change these lines; run 'dotnet format Pipeline.sln'.");
        Output.Say("formatted as .editorconfig says");
    }
}
