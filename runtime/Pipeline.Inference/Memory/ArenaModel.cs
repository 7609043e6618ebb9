namespace Pipeline.Inference;

/// <summary>
/// What ONNX Runtime's arena does with a sequence of requests (its BFCArena with the settings of the processor provider): regions
/// that double, the smallest free chunk that fits, split from the front, neighbours joined again, nothing given back. Memory of
/// freed tensors that later, larger ones do not fit into stays resident, which on top of the tensors themselves came to 1.1 to 1.9
/// times their sum in the networks of the tests.
/// </summary>
internal sealed class ArenaModel
{
    private const double Alignment = 256;
    private const double FirstRegion = 1 << 20;
    private const double LargestGrowth = 1 << 30;
    private const double MaxUnused = 128 << 20; // a chunk that is longer by less, and not twice as long, is given away whole

    private readonly List<Region> _regions = [];
    private double _growth = FirstRegion;

    /// <summary>Bytes that were written to at least once, and so are resident.</summary>
    public double Resident => _regions.Sum(region => region.Touched);

    /// <summary>Gives the smallest free chunk of at least so many bytes.</summary>
    public Chunk Allocate(double bytes)
    {
        bytes = Math.Max(Alignment, Math.Ceiling(bytes / Alignment) * Alignment);
        Chunk? best = null;
        foreach (Chunk chunk in _regions.SelectMany(region => region.Chunks))
        {
            // Of equal ones the lowest address, which is the latest region: systems map downwards.
            if (chunk.Free && chunk.Bytes >= bytes && (best is null || chunk.Bytes <= best.Bytes))
                best = chunk;
        }

        best ??= Extend(bytes);
        best.Free = false;
        best.Region.Touched = Math.Max(best.Region.Touched, best.Start + bytes);
        if (best.Bytes >= 2 * bytes || best.Bytes - bytes >= MaxUnused)
        {
            List<Chunk> chunks = best.Region.Chunks;
            chunks.Insert(chunks.IndexOf(best) + 1, new Chunk(best.Region, best.Start + bytes, best.Bytes - bytes));
            best.Bytes = bytes;
        }

        return best;
    }

    /// <summary>Takes a chunk back and joins it with free neighbours.</summary>
    public static void Release(Chunk chunk)
    {
        List<Chunk> chunks = chunk.Region.Chunks;
        chunk.Free = true;
        int at = chunks.IndexOf(chunk);
        if (at + 1 < chunks.Count && chunks[at + 1].Free)
            Join(chunks, at);
        if (at > 0 && chunks[at - 1].Free)
            Join(chunks, at - 1);
    }

    private static void Join(List<Chunk> chunks, int first)
    {
        chunks[first].Bytes += chunks[first + 1].Bytes;
        chunks.RemoveAt(first + 1);
    }

    private Chunk Extend(double bytes)
    {
        bool grown = bytes > _growth;
        while (bytes > _growth)
            _growth *= 2;
        var region = new Region();
        region.Chunks.Add(new Chunk(region, 0, _growth));
        _regions.Add(region);
        if (!grown)
            _growth = Math.Min(LargestGrowth, 2 * _growth);
        return region.Chunks[0];
    }

    /// <summary>One piece of a region.</summary>
    internal sealed class Chunk(Region region, double start, double bytes)
    {
        public Region Region { get; } = region;

        public double Start { get; } = start;

        public double Bytes { get; set; } = bytes;

        public bool Free { get; set; } = true;
    }

    /// <summary>What was asked of the system at once.</summary>
    internal sealed class Region
    {
        public List<Chunk> Chunks { get; } = [];

        public double Touched { get; set; }
    }
}
