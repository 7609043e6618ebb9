using System.CommandLine;
using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun inspect MODEL</c>: card and network of a model, without running it.</summary>
internal static class InspectCommand
{
    public const string Description = "Show what a model takes, gives, and was trained on.";

    public static void Build(Command command)
    {
        var model = new ModelOptions(command, ModelSource.Argument, runs: false);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        command.Add(json);
        command.SetAction(parsed =>
        {
            InspectionReport report = InspectionReport.Of(Bundle.Open(model.Model(parsed), model.Read(parsed).ModelsRoot));
            if (parsed.GetValue(json))
                Table.WriteJson(report.ToJson());
            else
                Table.Write([.. Rows(report)]);
            return ExitCodes.Done;
        });
    }

    private static IEnumerable<string[]> Rows(InspectionReport report)
    {
        Card card = report.Card;
        yield return ["model", $"{card.Name} {card.Version}"];
        yield return ["description", card.Description];
        yield return ["notice", PredictionsFile.ResearchUse];
        yield return ["task", $"{card.Task}, {card.Dimensions}-D"];
        yield return ["modalities", string.Join(", ", card.Modalities)];
        yield return ["labels", string.Join(", ", card.Labels.Select(label => $"{label.Value} {label.Name}"))];
        yield return ["spacing", string.Join(" × ", card.Spacing.Select(s => s.ToString(CultureInfo.InvariantCulture))) + " mm"];
        if (card.TestTimeFlips == true)
            yield return ["flips", "output averaged over every slice and its three mirror images"];
        yield return ["regime", $"{card.Regime}; {card.Annotations.Kind} of {card.Annotations.Volumes} volumes, {card.Annotations.Groups} patients"];
        yield return ["data", $"{card.Dataset.Name}, {card.Dataset.Licence}"];
        yield return ["commit", card.Commit];
        yield return ["command", card.Command];
        if (card.Metrics is { } metrics)
            yield return ["mean Dice", $"{Number(metrics.MeanDice)} [{string.Join(", ", metrics.MeanDiceInterval.Select(Number))}] on {metrics.Cases} cases"];
        yield return ["network", $"{report.Parameters} weights, {report.Nodes} nodes, opset {report.Opset}, {report.Bytes} bytes"];
        yield return ["input", string.Join("; ", report.Inputs)];
        yield return ["output", string.Join("; ", report.Outputs)];
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
