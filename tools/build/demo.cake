using System.Diagnostics;
using System.Text.Json;

/// <summary>
/// The main job in a few minutes, on made-up patients: write them, train, export, gate, segment, draw. Everything is in
/// artifacts/demo. The gate's verdict (exit code 3) comes after the pictures, so that one can look at what failed.
/// </summary>
public sealed class DemoStep(Parameters parameters, Shell shell)
{
    private const double MinDice = 0.8;
    private const string Models = "artifacts/demo/models";

    /// <summary>A small network, 1000 steps of eight windows of 96²: about two minutes on two quiet cores, Dice well above 0.9.</summary>
    private static readonly string[] s_training =
        ["--preset", "smoke", .. new[] { "training.steps=1000", "training.epoch_steps=100", "training.ema=0.99", "full.batch=8", "full.patch=96", "full.width=8" }.SelectMany(s => new[] { "--set", s })];

    public void Run()
    {
        string folder = IO.Path.Combine(parameters.Artifacts, "demo");
        if (IO.Directory.Exists(folder))
            IO.Directory.Delete(folder, recursive: true);
        IO.Directory.CreateDirectory(folder);

        Step("phantom", "20 made-up patients in artifacts/demo/data", "segtrain", "phantom", "acdc", "-o", "artifacts/demo/data", "--patients", "20", "--seed", "7");
        Train();
        Step("cases", "the test patients in artifacts/demo/cases.json", "segtrain",
            "cases", "acdc", "artifacts/demo/data", "--split", "artifacts/demo/run/split.json", "--part", "test", "-o", "artifacts/demo/cases.json");
        Step("export", $"{Models}/demo/1.0.0", "segtrain",
            "export", "artifacts/demo/run", "--name", "demo", "--version", "1.0.0", "--models", Models, "--cases", "artifacts/demo/cases.json");
        int verdict = Gate(folder);
        Step("predict", "label maps in artifacts/demo/labels", "segrun", ["predict", .. Images(), "-m", "demo", "--models", Models, "-o", "artifacts/demo/labels"]);
        Step("overlay", "image, truth and prediction in artifacts/demo/overlay.png", "segtrain",
            "overlay", "--cases", "artifacts/demo/cases.json", "--predictions", "artifacts/demo/labels", "-o", "artifacts/demo/overlay.png");
        Table(IO.Path.Combine(parameters.Root, Models, "demo", "1.0.0", "metrics.json"));
        if (verdict != 0)
            throw new BuildFailure(verdict, $"Demo: the gate is red at mean Dice {parameters.MinDice ?? MinDice}.");
        Output.Say("bundle, label maps, overlay.png and the table above are in artifacts/demo");
    }

    private void Train()
    {
        var clock = Stopwatch.StartNew();
        int exitCode = shell.Live(parameters.Segtrain,
            ["run", "full", "--dataset", "acdc", "--data", "artifacts/demo/data", "--seed", "1", "--cache", "artifacts/demo/cache", "-o", "artifacts/demo/run", .. s_training]);
        if (exitCode != 0)
            throw new BuildFailure(exitCode, "Demo: training failed; its own line is above.");
        Output.Line("train", "artifacts/demo/run", clock.Elapsed);
    }

    private int Gate(string folder)
    {
        string dice = MinDice.ToString(System.Globalization.CultureInfo.InvariantCulture);
        IO.File.WriteAllText(IO.Path.Combine(folder, "gates.json"),
            $$"""{ "schema": "pipeline-gates/1", "models": [ { "name": "demo", "version": "1.0.0", "cases": "cases.json", "min_mean_dice": {{dice}} } ] }""" + "\n");
        var clock = Stopwatch.StartNew();
        int exitCode = shell.Live(parameters.Segrun,
            ["gate", "--gates", "artifacts/demo/gates.json", "--models", Models, "--allow-standin", .. GateStep.Passed(parameters).Where(o => o != "--allow-standin")]);
        if (exitCode is not (0 or BuildFailure.GateFailed))
            throw new BuildFailure(exitCode, "Demo: the gate could not be run; its own line is above.");
        Output.Line("gate", exitCode == 0 ? "green" : "RED", clock.Elapsed);
        return exitCode;
    }

    private void Step(string name, string said, string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        shell.Run("demo-" + name, program == "segtrain" ? parameters.Segtrain : parameters.Segrun, arguments);
        Output.Line(name, said, clock.Elapsed);
    }

    private IEnumerable<string> Images()
    {
        using JsonDocument cases = JsonDocument.Parse(IO.File.ReadAllText(IO.Path.Combine(parameters.Artifacts, "demo", "cases.json")));
        foreach (JsonElement entry in cases.RootElement.GetProperty("cases").EnumerateArray())
            yield return IO.Path.Combine("artifacts", "demo", entry.GetProperty("images").EnumerateObject().First().Value.GetString());
    }

    private static void Table(string metricsFile)
    {
        using JsonDocument metrics = JsonDocument.Parse(IO.File.ReadAllText(metricsFile));
        JsonElement root = metrics.RootElement;
        Console.WriteLine($"\n{"class",-14} {"Dice",6}   95 % interval      HD95");
        foreach (JsonProperty entry in root.GetProperty("classes").EnumerateObject())
        {
            string distance = entry.Value.TryGetProperty("hd95", out JsonElement mm) && mm.ValueKind == JsonValueKind.Number ? $"{mm.GetDouble():0.0} mm" : "-";
            Console.WriteLine($"{entry.Name,-14} {entry.Value.GetProperty("dice").GetDouble(),6:0.000}   {Interval(entry.Value.GetProperty("dice_interval")),-16} {distance,6}");
        }
        Console.WriteLine($"{"mean",-14} {root.GetProperty("mean_dice").GetDouble(),6:0.000}   {Interval(root.GetProperty("mean_dice_interval"))}   ({root.GetProperty("cases").GetArrayLength()} test cases, measured by segrun)\n");
    }

    private static string Interval(JsonElement bounds) => $"[{bounds[0].GetDouble():0.000}, {bounds[1].GetDouble():0.000}]";
}
