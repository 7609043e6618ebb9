using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;

namespace Pipeline.Training.Preparation;

/// <summary>
/// Brings cases to what the network sees, through the steps of the card and the one implementation that inference uses. Results are kept in
/// a cache folder under the hash of the files and the steps; a file appears there whole or not at all.
/// </summary>
public sealed class CasePreparer
{
    private readonly IReadOnlyList<string> _modalities;
    private readonly IReadOnlyList<PreprocessingStep> _steps;
    private readonly Dictionary<int, byte> _classes;
    private readonly string _cache;
    private readonly string _stepsJson;

    /// <param name="modalities">Input channels in order.</param>
    /// <param name="labels">Classes in order; a file's value becomes the index of its class.</param>
    /// <param name="steps">The card's steps.</param>
    /// <param name="cacheFolder">Where prepared cases are kept.</param>
    /// <param name="aliases">File values that stand for another label value.</param>
    public CasePreparer(
        IReadOnlyList<string> modalities, IReadOnlyList<LabelInfo> labels, IReadOnlyList<PreprocessingStep> steps, string cacheFolder,
        IReadOnlyDictionary<int, int>? aliases = null)
    {
        _modalities = modalities;
        _steps = steps;
        _classes = labels.Select((label, index) => (label.Value, Index: (byte)index)).ToDictionary(l => l.Value, l => l.Index);
        foreach (var (value, label) in aliases ?? new Dictionary<int, int>()) _classes.Add(value, _classes[label]);
        _cache = cacheFolder;
        _stepsJson = JsonSerializer.Serialize(steps, TrainingJson.Default.IReadOnlyListPreprocessingStep);
        Directory.CreateDirectory(cacheFolder);
    }

    /// <summary>Where prepared cases are kept unless the user says otherwise: PIPELINE_CACHE, else the user's own cache folder.</summary>
    public static string DefaultCacheFolder()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_CACHE") is { Length: > 0 } folder) return Path.Combine(folder, "prepared");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "pipeline", "prepared");
    }

    /// <summary>Prepares <paramref name="cases"/> on all cores, in order; labels are read where <paramref name="withLabels"/> says so.</summary>
    public IReadOnlyList<PreparedCase> Prepare(
        IReadOnlyList<DatasetCase> cases, Func<DatasetCase, bool> withLabels, Action<int, int>? progress, CancellationToken cancellation)
    {
        var results = new PreparedCase[cases.Count];
        var done = 0;
        try
        {
            Parallel.For(0, cases.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                results[i] = PrepareOne(cases[i], withLabels(cases[i]));
                progress?.Invoke(Interlocked.Increment(ref done), cases.Count);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        return results;
    }

    private PreparedCase PrepareOne(DatasetCase item, bool withLabels)
    {
        var images = _modalities.Select(modality => item.Images.TryGetValue(modality, out var path)
            ? path
            : throw new UserInputException($"{item.Id}: modality '{modality}' is missing; found {string.Join(", ", item.Images.Keys)}")).ToList();
        var label = withLabels ? item.Label ?? throw new UserInputException($"{item.Id}: has no label map, which this regime needs") : null;
        var hashes = images.Append(label).Select(path => path is null ? "-" : HashFile(path)).ToList();
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"prepared/1\n{_stepsJson}\n{string.Join(',', _classes.Select(c => $"{c.Key}:{c.Value}"))}\n{string.Join('\n', hashes)}")));
        var path = Path.Combine(_cache, key + ".prepared");
        var file = File.Exists(path) ? PreparedFile.Read(path) : null;
        if (file is null)
        {
            file = Make(images, label);
            AtomicFile.Write(path, file.Write);
        }
        return new PreparedCase(
            new ImageCase(item.Id, item.Group, file.Size, file.Channels), file.Labels, file.Facts, string.Join(',', hashes));
    }

    private PreparedFile Make(List<string> images, string? labelPath)
    {
        var volumes = images.Select(path => ImageFile.Read(path)).ToList();
        var prepared = Preprocessor.Apply(volumes, _steps);
        byte[]? labels = null;
        if (labelPath is not null)
        {
            var map = ImageFile.ReadLabels(labelPath);
            if (map.Size != volumes[0].Size)
            {
                throw new UserInputException($"{labelPath}: found {map.Size} voxels, expected {volumes[0].Size} as in {Path.GetFileName(images[0])}");
            }
            CheckLabels(labelPath, map.Voxels);
            labels = Array.ConvertAll(Preprocessor.ApplyToLabels(map, _steps).Voxels, value => _classes[value]);
        }
        var spacing = volumes[0].Geometry.Spacing;
        var facts = new CaseFacts(
            [spacing.X, spacing.Y, spacing.Z], volumes[0].Geometry.Orientation, [.. volumes.SelectMany(volume => RawPercentiles(volume.Voxels))]);
        return new PreparedFile(prepared.Size, facts, [.. prepared.Channels.Select(channel => channel.Voxels)], labels);
    }

    private void CheckLabels(string path, ushort[] voxels)
    {
        var unknown = new SortedSet<int>();
        foreach (var value in voxels)
        {
            if (!_classes.ContainsKey(value)) unknown.Add(value);
        }
        if (unknown.Count == 0) return;
        var found = string.Join(", ", unknown.Take(8)) + (unknown.Count > 8 ? ", …" : "");
        // What is left of a mask that was saved as an 8-bit picture.
        var hint = unknown.Max == 255 ? " (the values of a picture: 255 is white)" : "";
        throw new UserInputException(
            $"{path}: found label{(unknown.Count > 1 ? "s" : "")} {found}{hint}, expected {string.Join(", ", _classes.Keys.Order())}; map the labels first");
    }

    private static double[] RawPercentiles(float[] voxels)
    {
        var (low, high) = Percentiles.Of(voxels, 1, 99);
        var (median, _) = Percentiles.Of(voxels, 50, 50);
        return [low, median, high];
    }

    private static string HashFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
