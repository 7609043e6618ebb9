// The build as a list of tasks: ./build.sh TARGET [options] (build.ps1 on Windows). The work is in tools/build/*.cake,
// every option and path in one typed class, tools/build/parameters.cake.
#load "tools/build/*.cake"

var parameters = Parameters.From(Context);
var shell = new Shell(parameters);

Task("Setup").Description("Choose or build the Torch and ONNX Runtime back ends; nothing is repeated")
    .Runs(() => new SetupStep(parameters, shell).Ensure());

Task("Clean").Description("Remove everything that a build made; set-up is kept")
    .Runs(() => CleanStep.Run(parameters));

Task("Lint").Description("Fail on any difference from .editorconfig's format")
    .IsDependentOn("Setup")
    .Runs(() => new LintStep(parameters, shell).Run());

Task("Build").Description("Build the solution and write artifacts/bin/segtrain and artifacts/bin/segrun")
    .IsDependentOn("Setup")
    .Runs(() => new BuildStep(parameters, shell).Run());

Task("Test").Description("Lint, build, run every test; the last line is 'N passed, N failed'")
    .IsDependentOn("Lint").IsDependentOn("Build")
    .Runs(() => new TestStep(parameters, shell).Run());

Task("Demo").Description("Make phantoms, train, export, gate, segment: the main job in a few minutes")
    .IsDependentOn("Build")
    .Runs(() => new DemoStep(parameters, shell).Run());

Task("Gate").Description("Measure every model of artifacts/gates.json against its thresholds")
    .IsDependentOn("Build")
    .Runs(() => new GateStep(parameters, shell).Run());

Task("Publish").Description("Write segrun for --rid and --accelerator to artifacts/publish/RID-ACCELERATOR")
    .IsDependentOn("Setup")
    .Runs(() => new PublishStep(parameters, shell).Run());

Task("Pack").Description("Write the library packages to artifacts/packages")
    .IsDependentOn("Setup")
    .Runs(() => new PackStep(parameters, shell).Run());

Task("Help").Description("List targets and options")
    .Does(() => Help.Print(Tasks));

TaskTeardown(context => Output.Finished(context));

try
{
    if (!Tasks.Any(task => string.Equals(task.Name, parameters.Target, StringComparison.OrdinalIgnoreCase)))
        throw new BuildFailure(BuildFailure.BadInput, $"{parameters.Target}: no such target; ./build.sh Help lists them.");
    RunTarget(parameters.Target);
}
catch (Exception fault)
{
    Failure.Exit(fault);   // Cake would exit with 1 whatever happened
}
