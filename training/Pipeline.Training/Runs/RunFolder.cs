using System.Text.Json;
using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Checkpoints;
using Pipeline.Training.Configuration;

namespace Pipeline.Training.Runs;

/// <summary>
/// A run on disk: config.json, split.json, log.csv, log.jsonl, checkpoints/, report.html, result.json. It appears whole (made beside,
/// renamed) and is locked while a process trains in it.
/// </summary>
public sealed class RunFolder
{
    private RunFolder(string path, RunConfiguration configuration)
    {
        Path = path;
        Configuration = configuration;
        Checkpoints = new CheckpointStore(In("checkpoints"));
    }

    public string Path { get; }

    public RunConfiguration Configuration { get; }

    public CheckpointStore Checkpoints { get; }

    /// <summary>The path of a file of this run.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The card of what is trained, with a placeholder name and version.</summary>
    public Card Card() => File.Exists(In("card.json"))
        ? Bundles.Card.Load(In("card.json"))
        : throw new UserInputException($"{Path}: has no card.json, so it cannot be evaluated or exported");

    /// <summary>Makes a run. Refuses a folder that exists: runs are never overwritten.</summary>
    public static RunFolder Create(string path, RunConfiguration configuration, Card? card)
    {
        var full = System.IO.Path.GetFullPath(path).TrimEnd(System.IO.Path.DirectorySeparatorChar);
        if (Directory.Exists(full) || File.Exists(full))
        {
            throw new UserInputException($"{path}: exists already; go on with 'segtrain resume {path}', or choose another folder with -o");
        }
        var parent = System.IO.Path.GetDirectoryName(full)!;
        var staging = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(full)}.{System.IO.Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(staging);
            AtomicFile.Write(System.IO.Path.Combine(staging, "config.json"), stream =>
            {
                JsonSerializer.Serialize(stream, configuration, TrainingJson.Default.RunConfiguration);
                stream.WriteByte((byte)'\n');
            });
            if (configuration.Data is { } data)
            {
                if (card is not null)
                {
                    AtomicFile.Write(System.IO.Path.Combine(staging, "card.json"), stream => stream.Write(card.ToJson()));
                }
                new SplitFile { Train = data.Train, Val = data.Validation, Test = data.Test }.Save(System.IO.Path.Combine(staging, "split.json"));
            }
            Directory.Move(staging, full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
            throw new UserInputException($"{path}: the run folder cannot be made ({e.Message.ReplaceLineEndings(" ")}); choose a writable place with -o", e);
        }
        return new RunFolder(full, configuration);
    }

    public static RunFolder Open(string path)
    {
        var config = System.IO.Path.Combine(path, "config.json");
        if (!File.Exists(config))
        {
            throw new UserInputException($"{path}: is not a run, config.json is missing; expected a folder made by 'segtrain run'");
        }
        try
        {
            using var stream = File.OpenRead(config);
            var configuration = JsonSerializer.Deserialize(stream, TrainingJson.Default.RunConfiguration);
            if (configuration is not { Schema: RunConfiguration.CurrentSchema })
            {
                throw new UserInputException($"{config}: schema is '{configuration?.Schema}', expected '{RunConfiguration.CurrentSchema}'");
            }
            return new RunFolder(System.IO.Path.GetFullPath(path), configuration);
        }
        catch (JsonException e)
        {
            throw new UserInputException($"{config}: cannot be read as a run's configuration: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Held while training; a second process is refused. The system frees it when the process dies.</summary>
    public FileStream Lock()
    {
        try
        {
            return new FileStream(In(".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new UserInputException($"{Path}: another process is training in it; wait for it or stop it", e);
        }
    }

    public RunResult? Result()
    {
        if (!File.Exists(In("result.json"))) return null;
        using var stream = File.OpenRead(In("result.json"));
        return JsonSerializer.Deserialize(stream, TrainingJson.Default.RunResult);
    }

    public void WriteResult(RunResult result) =>
        AtomicFile.Write(In("result.json"), stream =>
        {
            JsonSerializer.Serialize(stream, result, TrainingJson.Default.RunResult);
            stream.WriteByte((byte)'\n');
        });
}
