using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Training.Reports;

/// <summary>
/// log.csv (for a spreadsheet) and log.jsonl (the same, with the parts of each validation). Lines are appended and flushed one by one; on
/// resume, lines after the checkpoint's step are cut off, so that each step appears once.
/// </summary>
public sealed class TrainingLog : IDisposable
{
    private readonly IReadOnlyList<string> _terms;
    private readonly StreamWriter _csv;
    private readonly StreamWriter _json;

    /// <param name="folder">The run's folder.</param>
    /// <param name="terms">Names of the loss terms.</param>
    /// <param name="fromStep">Steps that are done already; later lines of an earlier sitting are removed.</param>
    public TrainingLog(string folder, IReadOnlyList<string> terms, long fromStep)
    {
        _terms = terms;
        var header = $"step,learning_rate,loss,{string.Concat(terms.Select(t => t + ","))}gradient_norm,seconds_per_step,wait_share,resident_mib,score";
        _csv = Open(Path.Combine(folder, "log.csv"), line => CsvStep(line) is var step && (step is null || step <= fromStep));
        _json = Open(Path.Combine(folder, "log.jsonl"), line => JsonStep(line) is { } step && step <= fromStep);
        if (_csv.BaseStream.Length == 0) _csv.WriteLine(header);
    }

    /// <summary>The lines of log.jsonl in a run's folder; none where it does not log yet.</summary>
    public static List<JsonNode> Rows(string folder)
    {
        var path = Path.Combine(folder, "log.jsonl");
        return File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)).OfType<JsonNode>()] : [];
    }

    /// <summary>The last step in log.csv of a folder in which another process may be training; 0 where there is none.</summary>
    public static long LastStep(string folder)
    {
        var path = Path.Combine(folder, "log.csv");
        if (!File.Exists(path)) return 0;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 ? CsvStep(lines[^1]) ?? 0 : 0;
    }

    public void Write(LogRow row)
    {
        string[] cells =
        [
            Text(row.Step), Text(row.LearningRate), Text(row.Loss), .. row.Terms.Select(Text), Text(row.GradientNorm), Text(row.SecondsPerStep),
            Text(row.WaitShare), Text(row.ResidentMib), row.Validation is null ? "" : Text(row.Validation.Score),
        ];
        _csv.WriteLine(string.Join(',', cells));

        var json = new JsonObject { ["step"] = row.Step, ["learning_rate"] = Round(row.LearningRate), ["loss"] = Round(row.Loss) };
        foreach (var (name, value) in _terms.Zip(row.Terms)) json[name] = Round(value);
        json["gradient_norm"] = Round(row.GradientNorm);
        json["seconds_per_step"] = Round(row.SecondsPerStep);
        json["wait_share"] = Round(row.WaitShare);
        json["resident_mib"] = Round(row.ResidentMib);
        if (row.Validation is { } validation)
        {
            json["score"] = Round(validation.Score);
            json["values"] = new JsonObject(validation.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)Round(v.Value))));
        }
        _json.WriteLine(json.ToJsonString());
    }

    public void Dispose()
    {
        _csv.Dispose();
        _json.Dispose();
    }

    private static StreamWriter Open(string path, Func<string, bool> keep)
    {
        if (File.Exists(path))
        {
            var kept = File.ReadLines(path).Where(keep).Select(line => line + "\n");
            var text = string.Concat(kept);
            Imaging.AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
        return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    // Null for the header.
    private static long? CsvStep(string line) =>
        long.TryParse(line.AsSpan(0, Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? step
            : null;

    private static long? JsonStep(string line)
    {
        try
        {
            return JsonNode.Parse(line)?["step"]?.GetValue<long>();
        }
        catch (JsonException)
        {
            // The half of a line that a killed process left.
            return null;
        }
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static double Round(double value) => double.Parse(Text(value), CultureInfo.InvariantCulture);
}
