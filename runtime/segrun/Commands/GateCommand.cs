using System.CommandLine;
using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun gate</c>: may these models be released? Exit code 3 says no.</summary>
internal static class GateCommand
{
    public const string Description = "Hold models against their release thresholds: Dice, golden pair, parity.";

    public static void Build(Command command)
    {
        var gates = new Option<string>("--gates") { HelpName = "FILE", Description = "Gates file (pipeline-gates/1). Default: artifacts/gates.json." };
        var only = new Option<string>("--model") { HelpName = "NAME", Description = "Check this model alone." };
        var minDice = new Option<string>("--min-dice") { HelpName = "X", Description = "Smallest mean Dice, instead of the file's." };
        var phantoms = new Option<string>("--phantoms") { HelpName = "DIR", Description = "Folder of generated data sets, DATASET-PATIENTS-SEED/cases.json. Default: artifacts/phantoms." };
        var without = new Option<bool>("--without-data") { Description = "Pass although the data to measure on are not here." };
        var standIn = new Option<bool>("--allow-standin") { Description = "Pass although ONNX Runtime is not the official package." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        foreach (Option option in (Option[])[gates, only, minDice, phantoms, without, standIn, json])
            command.Add(option);
        var device = new ModelOptions(command, model: ModelSource.None);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var run = new GateRun(parsed.GetValue(gates) ?? Path.Combine("artifacts", "gates.json"), device.Read(parsed))
            {
                MinDice = parsed.GetValue(minDice) is { } text ? Fraction(text) : null,
                WithoutData = parsed.GetValue(without),
                AllowStandIn = parsed.GetValue(standIn),
                Phantoms = parsed.GetValue(phantoms) ?? Path.Combine("artifacts", "phantoms"),
                Context = new EvaluationContext { Backend = ProgramInfo.Backend, Command = "segrun gate", Commit = ProgramInfo.Commit },
            };
            GateReport report = run.Run(parsed.GetValue(only), interrupt.Token);
            if (parsed.GetValue(json))
                Table.WriteJson(report.ToJson());
            else
                Print(report);
            return report.Passed ? ExitCodes.Done : ExitCodes.GateFailed;
        });
    }

    private static void Print(GateReport report)
    {
        Table.Write([["model", "rule", "", "finding"], .. report.Results.SelectMany(Rows)]);
        Console.Out.WriteLine(report.Passed ? "gate: passed" : "gate: FAILED");
    }

    private static IEnumerable<string[]> Rows(GateResult result) =>
        result.Rows.Select(row => (string[])[result.Model, row.Rule, row.Passed ? "ok" : "FAILED", row.Text]);

    private static double Fraction(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= 1
            ? value
            : throw new UserInputException($"--min-dice '{text}': expected a number from 0 to 1.");
}
