using System.Security.Cryptography;
using System.Text;
using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Devices;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Runs;

/// <summary>Resolves a request into a run folder, and opens existing runs; both end in an <see cref="OpenRun"/>.</summary>
public sealed class RunOpener(Action<string, int, int>? progress, CancellationToken cancellation)
{
    /// <summary>Resolves settings, split and data, and makes the folder.</summary>
    public OpenRun Create(RunRequest request)
    {
        var (definition, settings) = Resolve(request.Regime, request.Preset, request.Assignments, request.Threads);
        var device = TorchDevices.Resolve(request.Device);
        var (data, record) = request.Dataset is null ? (null, null) : OpenData(request, definition, settings);
        var configuration = new RunConfiguration
        {
            Regime = definition.Name,
            Preset = request.Preset,
            Seed = request.Seed,
            Device = device,
            Data = record,
            Settings = definition.Write(settings),
            Command = request.Command,
            Commit = BuildFacts.Commit,
            Versions = BuildFacts.Versions(),
        };
        var card = data is null ? null : RunCard.Draft(definition, settings, configuration, data);
        card?.Validate("card.json");
        return new OpenRun { Folder = RunFolder.Create(request.Folder, configuration, card), Definition = definition, Settings = settings, Data = data };
    }

    /// <summary>Preset and assignments as settings, checked.</summary>
    internal static (RegimeDefinition Definition, RunSettings Settings) Resolve(string regime, string preset, IReadOnlyList<string> assignments, int threads)
    {
        var definition = RegimeCatalogue.Find(regime);
        var json = definition.Write(definition.Preset(preset, threads));
        foreach (var assignment in assignments) SettingsJson.Set(json, assignment);
        var settings = definition.Read(json);
        try
        {
            settings.Check();
        }
        catch (ArgumentException e)
        {
            throw new UserInputException(e.Message, e);
        }
        return (definition, settings);
    }

    /// <summary>Opens a run and its data; refuses data that are not those of the run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="dataFolder">Where the data are now; null takes the folder of the configuration.</param>
    /// <param name="cacheFolder">Cache of prepared cases; null takes the default.</param>
    public OpenRun Open(string folder, string? dataFolder, string? cacheFolder)
    {
        var run = RunFolder.Open(folder);
        var definition = RegimeCatalogue.Find(run.Configuration.Regime);
        var settings = definition.Read(run.Configuration.Settings);
        if (run.Configuration.Data is not { } data) return new OpenRun { Folder = run, Definition = definition, Settings = settings };

        var reader = DatasetCatalogue.Find(data.Dataset);
        var dataPath = dataFolder ?? data.Folder;
        var cases = reader.Read(dataPath);
        var split = new DataSplit(data.Train, data.Validation, data.Test);
        var (open, hash) = Prepare(reader, dataPath, cases, split, data.Preprocessing, definition, settings, run.Configuration.Seed, cacheFolder);
        if (hash != data.Hash)
        {
            throw new UserInputException($"{dataPath}: the data differ from those of the run (hash {hash[..12]}…, expected {data.Hash[..12]}…); give the run's data with --data");
        }
        return new OpenRun { Folder = run, Definition = definition, Settings = settings, Data = open };
    }

    private (OpenData Data, RunData Record) OpenData(RunRequest request, RegimeDefinition definition, RunSettings settings)
    {
        var reader = DatasetCatalogue.Find(request.Dataset!);
        var folder = request.DataFolder
            ?? throw new UserInputException($"no data folder was given; use --data DIR or set PIPELINE_DATA to the folder of {reader.Name}");
        var cases = reader.Read(folder);
        var splitPath = request.SplitFile ?? DataSplit.FileBeside(folder);
        var split = DataSplit.Make(
            cases, splitPath is null ? null : SplitFile.Load(splitPath), splitPath, request.ValidationFraction, request.TestFraction, request.Seed);
        var steps = reader.Describe(folder).Preprocessing;
        var (open, hash) = Prepare(reader, folder, cases, split, steps, definition, settings, request.Seed, request.CacheFolder);
        var record = new RunData(
            reader.Name, folder, hash, HashOf($"train:{string.Join(',', split.Train)};val:{string.Join(',', split.Validation)};test:{string.Join(',', split.Test)}"),
            split.Train, split.Validation, split.Test, steps, [.. open.Labelled.Select(c => c.Image.Id)]);
        return (open, record);
    }

    private (OpenData Data, string Hash) Prepare(
        IDatasetReader reader, string folder, IReadOnlyList<DatasetCase> cases, DataSplit split, IReadOnlyList<PreprocessingStep> steps,
        RegimeDefinition definition, RunSettings settings, long seed, string? cacheFolder)
    {
        var train = DataSplit.Select(cases, split.Train);
        var labelled = definition.Labelled(train, settings, seed);
        var real = reader.Describe(folder);
        var preparer = new CasePreparer(real.Modalities, real.Labels, steps, cacheFolder ?? CasePreparer.DefaultCacheFolder(), real.Aliases);
        var pool = definition.ReadsValidationImages(settings) ? [.. train, .. DataSplit.Select(cases, split.Validation)] : train;
        var prepared = preparer.Prepare(pool, item => labelled.Contains(item.Id), (done, all) => progress?.Invoke("preparing", done, all), cancellation);
        var hash = HashOf(string.Join('\n', prepared.Select(p => $"{p.Image.Id} {p.ContentHash}").Order(StringComparer.Ordinal)));
        var description = PhantomMark.Find(folder)?.Describe(real) ?? real;
        var data = new OpenData(
            reader.Name,
            description,
            [.. prepared.Where(p => p.Labels is not null).Select(p => p.Labelled())],
            [.. prepared.Where(p => p.Labels is null).Select(p => p.Image)],
            [.. DataSplit.Select(cases, split.Validation).Where(c => c.Label is not null)],
            [.. prepared.Select(p => p.Facts)]);
        return (data, hash);
    }

    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
