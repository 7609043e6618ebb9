using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Training.Runs;
using Pipeline.Training.Validation;

namespace segtrain.Commands;

/// <summary>segtrain graph RUN: the ONNX graph of a run's network as text, and what the passes did to it.</summary>
internal static class GraphCommand
{
    public static Command Build(Shell shell)
    {
        var folder = new Argument<string>("RUN") { Description = "Folder of the run" };
        var checkpoint = CommonOptions.Checkpoint();
        var choices = new ExportChoices();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("graph", "Print the ONNX graph of a run's network, with the layer of every node") { folder, checkpoint };
        choices.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            var options = choices.Read(parsed);
            using var served = ServedModel.Open(RunFolder.Open(parsed.GetValue(folder)!), parsed.GetValue(checkpoint), "cpu");
            var model = Exporter.ToOnnx(served.Network, options);
            if (parsed.GetValue(json))
            {
                shell.Output.WriteLine(Json(model).ToJsonString());
                return ExitCodes.Done;
            }
            GraphText.Write(shell.Output, model.Graph);
            foreach (var pass in model.Passes.Where(pass => pass.Done.Count + pass.Declined.Count > 0))
            {
                shell.Output.WriteLine($"  {pass.Pass}: {pass.Done.Count} done, {pass.Declined.Count} declined");
                foreach (var reason in pass.Declined) shell.Output.WriteLine($"    {reason}");
            }
            return ExitCodes.Done;
        }));
        return command;
    }

    private static JsonObject Json(OnnxModel model) => new()
    {
        ["name"] = model.Graph.Name,
        ["opset"] = model.Opset,
        ["inputs"] = Texts(model.Graph.Inputs.Select(input => input.ToString())),
        ["outputs"] = Texts(model.Graph.Outputs.Select(output => output.ToString())),
        ["nodes"] = new JsonArray([.. model.Graph.Nodes.Select(node => new JsonObject
        {
            ["operator"] = node.OpType,
            ["layer"] = node.Layer,
            ["inputs"] = Texts(node.Inputs),
            ["outputs"] = Texts(node.Outputs),
            ["attributes"] = new JsonObject(node.Attributes.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.ToString()))),
        })]),
        ["passes"] = new JsonArray([.. model.Passes.Select(pass => new JsonObject
        {
            ["pass"] = pass.Pass,
            ["done"] = Texts(pass.Done),
            ["declined"] = Texts(pass.Declined),
        })]),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
