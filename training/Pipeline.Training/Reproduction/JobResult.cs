using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Training.Reproduction;

/// <summary>jobs/ROW-BUDGET-SEED.json: everything that the table needs of one finished training.</summary>
public sealed record JobResult
{
    public const string CurrentSchema = "pipeline-job/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Row { get; init; }

    public required string Budget { get; init; }

    public required long Seed { get; init; }

    /// <summary>The job that this is the result of.</summary>
    [JsonIgnore]
    public ReproductionJob Job => new(Row, Budget, Seed);

    /// <summary>Patients whose masks were seen.</summary>
    public required IReadOnlyList<string> Labelled { get; init; }

    public required long Steps { get; init; }

    public required double Minutes { get; init; }

    public required double SecondsPerStep { get; init; }

    /// <summary>Validation score by step.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Validation score after the last step; null without validation patients.</summary>
    public double? LastValidation { get; init; }

    public double? BestValidation { get; init; }

    public long? BestStep { get; init; }

    /// <summary>Test figures through the runtime: the last weights, as the network gives them.</summary>
    public required TestFigures Last { get; init; }

    /// <summary>The last weights as they are served: with what the card asks for, post-processing and test-time flips.</summary>
    public required TestFigures LastPostprocessed { get; init; }

    /// <summary>The weights of the best validation, as the network gives them; null without validation patients.</summary>
    public TestFigures? Best { get; init; }

    /// <summary>Largest difference of the exported model from the network, as a part of the logit range.</summary>
    public required double Parity { get; init; }

    /// <summary>All settings of the training.</summary>
    public required JsonObject Settings { get; init; }

    public required string DataHash { get; init; }

    public required string WeightsSha256 { get; init; }

    public required string Command { get; init; }

    public required string Commit { get; init; }

    /// <summary>Tensor library and runtime.</summary>
    public required string Backend { get; init; }

    public static JobResult Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var result = JsonSerializer.Deserialize(stream, ReproductionJson.Default.JobResult);
            return result is { Schema: CurrentSchema }
                ? result
                : throw new UserInputException($"{path}: schema is '{result?.Schema}', expected '{CurrentSchema}'");
        }
        catch (JsonException e)
        {
            throw new UserInputException($"{path}: cannot be read as a job's result ({e.Message.ReplaceLineEndings(" ")}); delete it and the job runs again", e);
        }
    }

    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, this, ReproductionJson.Default.JobResult);
        stream.WriteByte((byte)'\n');
    });
}
