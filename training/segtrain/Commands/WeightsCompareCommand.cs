using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Export;

namespace segtrain.Commands;

/// <summary>segtrain weights compare A B: keys, types, shapes and numbers; exit code 0 when equal within the tolerance, 3 when not.</summary>
internal static class WeightsCompareCommand
{
    public static Command Build(Shell shell)
    {
        var first = new Argument<string>("A") { Description = WeightsSource.Description };
        var second = new Argument<string>("B") { Description = "The same, to compare with" };
        var tolerance = new Option<double>("--tolerance") { Description = "Largest |Δ| of one number that counts as equal", DefaultValueFactory = _ => 0 };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("compare", "Compare two weight files key by key; exit code 0 when they are equal, 3 when they differ") { first, second, tolerance, json, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            var limit = parsed.GetValue(tolerance);
            if (!(limit >= 0) || double.IsInfinity(limit)) throw new UserInputException($"--tolerance {limit}: expected a number from 0");
            var (a, b) = (parsed.GetValue(first)!, parsed.GetValue(second)!);
            using WeightsFile left = WeightsSource.Load(shell, a), right = WeightsSource.Load(shell, b);
            var keys = WeightsComparison.Of(left, right);
            var differing = keys.Count(key => !key.Equals(limit));
            if (parsed.GetValue(json)) shell.Output.WriteLine(Json(keys, limit, differing).ToJsonString());
            else Print(shell, keys, a, b, limit, differing);
            return differing == 0 ? ExitCodes.Done : ExitCodes.GateFailed;
        }));
        return command;
    }

    /// <summary>A line for every key with any difference, also one within the tolerance; then the sum.</summary>
    private static void Print(Shell shell, IReadOnlyList<KeyComparison> keys, string a, string b, double tolerance, int differing)
    {
        foreach (var key in keys.Where(key => !key.Equals(0)))
        {
            var found = (key.First, key.Second) switch
            {
                (null, _) => $"only in {b}",
                (_, null) => $"only in {a}",
                var (x, y) when x != y => $"{x} against {y}{(key.MaxAbs is { } delta ? $", max |Δ| {Number(delta)}" : "")}",
                _ => $"max |Δ| {Number(key.MaxAbs!.Value)}",
            };
            shell.Output.WriteLine($"{WeightsException.OneLine(key.Key)}: {found}");
        }
        shell.Output.WriteLine($"{keys.Count} keys, {keys.Count - differing} equal within {Number(tolerance)}, {differing} different");
    }

    private static JsonObject Json(IReadOnlyList<KeyComparison> keys, double tolerance, int differing) => new()
    {
        ["equal"] = differing == 0,
        ["tolerance"] = tolerance,
        ["different"] = differing,
        ["keys"] = new JsonArray([.. keys.Select(key => new JsonObject
        {
            ["key"] = key.Key,
            ["equal"] = key.Equals(tolerance),
            ["a"] = key.First,
            ["b"] = key.Second,
            // JSON has no infinity: a difference that is not finite is null, and not equal.
            ["max_abs"] = key.MaxAbs is { } delta && double.IsFinite(delta) ? delta : null,
        })]),
    };

    private static string Number(double value) => value == 0 ? "0" : value.ToString("0.###e+0", CultureInfo.InvariantCulture);
}
