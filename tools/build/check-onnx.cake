using System.Diagnostics;

/// <summary>
/// Every model that the tests exported, looked at by the onnx package's own checker and strict shape inference. The package is installed where
/// we may; where it cannot be had, that is said and nothing fails.
/// </summary>
public sealed class CheckOnnxStep(Parameters parameters, Shell shell)
{
    private const string Python = "/usr/bin/python3";
    private const int PackageMissing = 4;

    private string Models => IO.Path.Combine(parameters.Root, "tests", "Pipeline.Export.Tests", "bin", "Release", BuildStep.Framework, "models");

    /// <summary>Removes the models of an earlier run of the tests.</summary>
    public void Clear()
    {
        if (IO.Directory.Exists(Models))
            IO.Directory.Delete(Models, recursive: true);
    }

    /// <summary>True or false as the checker says; null where it cannot run.</summary>
    public bool? Run()
    {
        var clock = Stopwatch.StartNew();
        if (!IO.File.Exists(Python))
            return NotRun($"{Python} is not there");
        Shell.Result result = Check();
        if (result.ExitCode == PackageMissing)
        {
            try
            {
                var packages = new SystemPackages(shell);
                packages.Require("python3-onnx", present: false);
                packages.Install("The check of exported models");
            }
            catch (BuildFailure failure)
            {
                return NotRun(failure.Message);
            }
            result = Check();
        }
        if (result.ExitCode == PackageMissing)
            return NotRun("python3-onnx is installed, but /usr/bin/python3 does not find it");
        Output.Line("Test", $"check_onnx.py: {result.Output.Trim().Split('\n')[^1]}", clock.Elapsed);
        if (result.ExitCode != 0)
            Console.WriteLine($"  {result.Output.Trim().ReplaceLineEndings("\n  ")}");
        return result.ExitCode == 0;
    }

    private Shell.Result Check() =>
        shell.Capture("check-onnx", Python, [IO.Path.Combine(parameters.Root, "tools", "check_onnx.py"), Models]);

    private static bool? NotRun(string reason)
    {
        Output.Note($"check_onnx.py: not run, {reason}");
        return null;
    }
}
