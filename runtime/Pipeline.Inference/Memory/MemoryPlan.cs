using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// How the work is cut so that the process stays within its budget: slices per run of the network, and whether cases overlap.
/// Made from image headers and the model's graph before anything large is allocated; aims at the budget / 1.15.
/// </summary>
public sealed record MemoryPlan
{
    /// <summary>A measurement may exceed the plan by this factor, so the plan stays below the budget by it.</summary>
    public const double Headroom = 1.15;

    /// <summary>.NET, ONNX Runtime and its environment, resident before a model is opened (segrun, measured on Linux x64).</summary>
    private const long Program = 75L << 20;

    /// <summary>Copies of the weights while a session is made: file, parsed graph, blocked layout (measured: 5 times the file).</summary>
    private const int ModelCopies = 5;

    private MemoryPlan()
    {
    }

    /// <summary>Upper bound of the process's resident memory in bytes.</summary>
    public required long Budget { get; init; }

    /// <summary>Slices that go through the network together.</summary>
    public required int Batch { get; init; }

    /// <summary>Whether the next case is read and the last one written while the network runs.</summary>
    public required bool Overlap { get; init; }

    /// <summary>Bytes of program and model.</summary>
    public required long Fixed { get; init; }

    /// <summary>Bytes of images and label maps in flight.</summary>
    public required long Images { get; init; }

    /// <summary>Bytes of the network's tensors.</summary>
    public required long Network { get; init; }

    /// <summary>Expected peak in bytes.</summary>
    public long Total => Fixed + Images + Network;

    /// <summary>Plans for the largest case; throws where even one slice at a time does not fit.</summary>
    /// <param name="card">The model's card.</param>
    /// <param name="model">Its file.</param>
    /// <param name="only">The one shape that it takes; null: any.</param>
    /// <param name="cases">Image paths by case.</param>
    /// <param name="options">The budget and the largest batch.</param>
    public static MemoryPlan For(Card card, byte[] model, FixedInput? only, IReadOnlyList<IReadOnlyList<string>> cases, SegmenterOptions options)
    {
        long budget = options.MaxMemoryBytes ?? MachineMemory.Total / 2;
        (long image, IReadOnlyList<(int W, int H)> slices) = Look(card, cases);
        if (only is { } shape && slices.Count > 0)
            slices = [(shape.W, shape.H)];
        var activations = new ActivationEstimate(model, card.InputName);
        MemoryPlan? plan = null;
        bool[] ways = cases.Count > 1 ? [true, false] : [false];
        foreach (bool overlap in ways)
        {
            for (int batch = only?.N ?? options.MaxBatch; batch >= (only?.N ?? 1); batch--)
            {
                long network = slices.Select(size => InNetwork(card, activations, batch, size)).DefaultIfEmpty().Max();
                plan = new MemoryPlan
                {
                    Budget = budget,
                    Batch = batch,
                    Overlap = overlap,
                    Fixed = Program + (ModelCopies * (long)model.Length),
                    Images = overlap ? 2 * image : image,
                    Network = network,
                };
                if (plan.Total * Headroom <= budget)
                    return plan;
            }
        }

        long needed = (long)(plan!.Total * Headroom);
        throw new DeviceUnavailableException(
            $"The largest case needs {Mebibytes(needed)} with {(plan.Batch == 1 ? "one slice" : $"{plan.Batch} slices")} at a time, the budget is {Mebibytes(budget)}; raise --max-memory to {Mebibytes(needed)} or more.");
    }

    /// <summary>The plan in one line.</summary>
    public string Describe() =>
        $"memory: {Mebibytes(Total)} planned of {Mebibytes(Budget)} (program and model {Mebibytes(Fixed)}, images {Mebibytes(Images)}, network {Mebibytes(Network)}); {Batch} slices per run, cases {(Overlap ? "overlap" : "one by one")}";

    /// <summary>Tells the garbage collector the plan's share, so that dead volumes do not pile up beyond it.</summary>
    public void Apply()
    {
        long managed = (long)(Images * Headroom) + (Network / 2) + (64L << 20);
        AppContext.SetData("GCHeapHardLimit", (ulong)Math.Max(managed, Budget - Fixed - Network));
        GC.RefreshMemoryLimit();
    }

    /// <summary>Bytes of the largest case in flight, and the sizes of the slices that go through the network, each once.</summary>
    private static (long Image, IReadOnlyList<(int W, int H)> Slices) Look(Card card, IReadOnlyList<IReadOnlyList<string>> cases)
    {
        long image = 0;
        HashSet<(int W, int H)> slices = [];
        foreach (string path in cases.Select(images => images[0]))
        {
            if (Header(path) is not { } header)
                continue;
            (int w, int h) = Preprocessor.PreparedSize(header.Size, header.Geometry, card.Preprocessing);
            long prepared = (long)w * h * header.Size.Z;

            // Read and prepared modalities with a sorted copy for percentiles; label map with components for post-processing.
            long voxels = (header.Size.Count + prepared) * card.Modalities.Count * sizeof(float);
            image = Math.Max(image, voxels + (prepared * sizeof(float)) + (header.Size.Count * (sizeof(ushort) + sizeof(int))));
            slices.Add((RoundUp(w, card.Divisibility), RoundUp(h, card.Divisibility)));
        }

        return (image, [.. slices]);
    }

    /// <summary>
    /// Bytes of the network's tensors for <paramref name="batch"/> slices: activations, and input and output, which are held twice
    /// (managed and bound); the output of a mirror image once more.
    /// </summary>
    private static long InNetwork(Card card, ActivationEstimate activations, int batch, (int W, int H) size)
    {
        int channels = CardSupport.Channels(card);
        int planes = (2 * (card.Modalities.Count + channels)) + (card.TestTimeFlips == true ? channels : 0);
        return ((long)sizeof(float) * planes * batch * size.W * size.H) + activations.Bytes(batch, card.Modalities.Count, size.H, size.W);
    }

    private static ImageHeader? Header(string path)
    {
        try
        {
            return ImageFile.ReadHeader(path);
        }
        catch (Exception e) when (CasePipeline.IsCaseFault(e))
        {
            return null; // reported when its turn comes; the other cases go on
        }
    }

    private static int RoundUp(int length, int divisor) => (length + divisor - 1) / divisor * divisor;

    private static string Mebibytes(long bytes) => ((bytes + (1L << 20) - 1) >> 20).ToString(CultureInfo.InvariantCulture) + " MiB";
}
