using System.Diagnostics;

using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>Segments cases into label maps. A case that fails is noted and the others go on.</summary>
public sealed class PredictionJob(Segmenter segmenter, IReadOnlyList<PredictionCase> cases, OutputPlan output)
{
    /// <summary>Called once, before the network runs for the first time; never when no case can be read.</summary>
    public Action? Starting { get; init; }

    /// <summary>Called after each case with its outcome, from any thread.</summary>
    public Action<PredictionEntry>? Progress { get; init; }

    /// <summary>Whether the next case is read, and the last one written, while the network runs.</summary>
    public bool Overlap { get; init; } = true;

    /// <summary>First fault of a case, for the exit code; null when all are done.</summary>
    public Exception? FirstFault { get; private set; }

    /// <summary>Runs all cases and gives their entries, in order.</summary>
    public IReadOnlyList<PredictionEntry> Run(CancellationToken cancellation)
    {
        var entries = new PredictionEntry[cases.Count];
        bool started = false;
        CasePipeline.Run(
            cases.Count,
            read: i => Read(cases[i]),
            run: (_, loaded) =>
            {
                if (!started)
                    Starting?.Invoke();
                started = true;
                long start = Stopwatch.GetTimestamp();
                Volume<ushort> labels = segmenter.Segment(loaded.Image, cancellation);
                return (Labels: labels, Elapsed: loaded.Elapsed + Stopwatch.GetElapsedTime(start));
            },
            write: (i, result) =>
            {
                Write(output.LabelMaps[i], result.Labels);
                Done(i, new PredictionEntry { Id = cases[i].Id, Images = cases[i].Images, LabelMap = output.LabelMaps[i], Seconds = result.Elapsed.TotalSeconds });
            },
            failed: (i, e) =>
            {
                FirstFault ??= e;
                Done(i, new PredictionEntry { Id = cases[i].Id, Images = cases[i].Images, Error = e.Message });
            },
            overlap: Overlap,
            cancellation: cancellation);
        return entries;

        void Done(int i, PredictionEntry entry)
        {
            entries[i] = entry;
            Progress?.Invoke(entry);
        }
    }

    private static void Write(string path, Volume<ushort> labels)
    {
        try
        {
            ImageFile.WriteLabels(path, labels);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException) // the latter is .NET's word for "beyond the file-size limit"
        {
            throw new IOException($"{path}: could not be written ({e.Message}); free space there or choose another -o.", e) { HResult = e.HResult };
        }
    }

    private (PreparedImage Image, TimeSpan Elapsed) Read(PredictionCase subject)
    {
        long start = Stopwatch.GetTimestamp();
        PreparedImage image = segmenter.Prepare([.. subject.Images.Select(path => ImageFile.Read(path))]);
        return (image, Stopwatch.GetElapsedTime(start));
    }
}
