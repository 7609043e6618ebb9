using Pipeline.Imaging;

namespace Pipeline.Training.Datasets;

/// <summary>Writes made-up patients in exactly the layout that the reader of the same name reads: for demos, tests and gates without data.</summary>
public interface IPhantomWriter
{
    string Name { get; }

    /// <summary>Writes <paramref name="patients"/> patients; equal seeds give equal bytes.</summary>
    void Write(string folder, int patients, long seed, CancellationToken cancellation);

    /// <summary>One small made-up image, a volume for each of <paramref name="modalities"/>: the golden input of a bundle.</summary>
    IReadOnlyList<Volume<float>> Sample(long seed, int modalities);
}
