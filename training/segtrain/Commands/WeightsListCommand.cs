using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Export;
using static TorchSharp.torch;

namespace segtrain.Commands;

/// <summary>segtrain weights list FILE: key, type, shape and count of every tensor.</summary>
internal static class WeightsListCommand
{
    public static Command Build(Shell shell)
    {
        var from = new Argument<string>("FILE") { Description = WeightsSource.Description };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("list", "Show key, type, shape and count of every tensor") { from, json, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            using var file = WeightsSource.Load(shell, parsed.GetValue(from)!);
            var rows = file.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Row.Of(pair.Key, pair.Value)).ToList();
            if (parsed.GetValue(json)) shell.Output.WriteLine(Json(file, rows).ToJsonString());
            else Print(shell, rows);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Print(Shell shell, List<Row> rows)
    {
        var keys = rows.Select(row => WeightsException.OneLine(row.Key)).ToList();
        var (keyWidth, shapeWidth) = (keys.Select(key => key.Length).DefaultIfEmpty().Max(), rows.Select(row => row.ShapeText.Length).DefaultIfEmpty().Max());
        foreach (var (key, row) in keys.Zip(rows)) shell.Output.WriteLine($"{key.PadRight(keyWidth)}  {row.Type,-4}  {row.ShapeText.PadRight(shapeWidth)}  {row.Numbers}");
        shell.Output.WriteLine($"{rows.Count} tensors, {rows.Sum(row => row.Numbers)} numbers, {rows.Sum(row => row.Bytes)} bytes");
    }

    private static JsonObject Json(WeightsFile file, List<Row> rows) => new()
    {
        ["tensors"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["key"] = row.Key,
            ["dtype"] = row.Type,
            ["shape"] = new JsonArray([.. row.Shape.Select(size => (JsonNode)size)]),
            ["numbers"] = row.Numbers,
        })]),
        ["numbers"] = rows.Sum(row => row.Numbers),
        ["bytes"] = rows.Sum(row => row.Bytes),
        ["notes"] = new JsonArray([.. file.Notes.Select(note => (JsonNode)note)]),
    };

    private sealed record Row(string Key, string Type, long[] Shape, long Numbers, long Bytes)
    {
        public string ShapeText => $"[{string.Join(',', Shape)}]";

        public static Row Of(string key, Tensor tensor) =>
            new(key, Weights.TypeName(tensor.dtype), tensor.shape, tensor.numel(), tensor.bytes.Length);
    }
}
