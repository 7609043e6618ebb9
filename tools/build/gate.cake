using System.Text.Json;

/// <summary>
/// Holds every model of artifacts/gates.json against its thresholds: writes the phantoms that the entries name, then
/// segrun gate measures and decides. Data sets are found by PIPELINE_DATA.
/// </summary>
public sealed class GateStep(Parameters parameters, Shell shell)
{
    private string Gates => IO.Path.Combine(parameters.Artifacts, "gates.json");
    private string Phantoms => IO.Path.Combine(parameters.Artifacts, "phantoms");

    public void Run()
    {
        if (!IO.File.Exists(Gates))
            throw new BuildFailure(BuildFailure.BadInput, "artifacts/gates.json: not there; expected the list of models and their thresholds.");
        foreach ((string dataset, int patients, long seed) in Recipes())
            WritePhantoms(dataset, patients, seed);
        var arguments = new List<string> { "gate", "--gates", "artifacts/gates.json", "--phantoms", "artifacts/phantoms" };
        arguments.AddRange(Passed(parameters));
        int exitCode = shell.Live(parameters.Segrun, [.. arguments]);
        if (exitCode != 0)
            throw new BuildFailure(exitCode, exitCode == BuildFailure.GateFailed ? "Gate: red." : "");
        Output.Say("green");
    }

    /// <summary>The options that segrun gate shares with this build.</summary>
    public static IEnumerable<string> Passed(Parameters parameters)
    {
        if (parameters.MinDice is { } dice)
            yield return "--min-dice=" + dice.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (parameters.WithoutData)
            yield return "--without-data";
        if (parameters.AllowStandIn)
            yield return "--allow-standin";
    }

    private List<(string Dataset, int Patients, long Seed)> Recipes()
    {
        try
        {
            using JsonDocument gates = JsonDocument.Parse(IO.File.ReadAllText(Gates));
            return gates.RootElement.GetProperty("models").EnumerateArray()
                .Where(model => model.TryGetProperty("phantom", out JsonElement phantom) && phantom.ValueKind == JsonValueKind.Object)
                .Select(model => model.GetProperty("phantom"))
                .Select(p => (p.GetProperty("dataset").GetString(), p.GetProperty("patients").GetInt32(), p.GetProperty("seed").GetInt64()))
                .Distinct().ToList();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BuildFailure(BuildFailure.BadInput, $"artifacts/gates.json: {fault.Message}");
        }
    }

    /// <summary>Into DATASET-PATIENTS-SEED, where segrun gate looks; beside first, so that half a data set is never measured.</summary>
    private void WritePhantoms(string dataset, int patients, long seed)
    {
        string folder = IO.Path.Combine(Phantoms, $"{dataset}-{patients}-{seed}");
        if (IO.File.Exists(IO.Path.Combine(folder, "cases.json")))
            return;
        string staging = folder + ".new";
        foreach (string stale in new[] { staging, folder }.Where(IO.Directory.Exists))
            IO.Directory.Delete(stale, recursive: true);
        IO.Directory.CreateDirectory(Phantoms);
        shell.Run("gate-phantom", parameters.Segtrain, "phantom", dataset, "-o", staging, "--patients", $"{patients}", "--seed", $"{seed}");
        shell.Run("gate-cases", parameters.Segtrain, "cases", dataset, staging, "-o", IO.Path.Combine(staging, "cases.json"));
        IO.Directory.Move(staging, folder);
    }
}
