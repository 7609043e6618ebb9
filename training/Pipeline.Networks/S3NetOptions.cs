namespace Pipeline.Networks;

/// <summary>How an <see cref="S3Net"/> is built. The defaults are mode <c>intent</c>, to be fitted to one image.</summary>
public sealed record S3NetOptions
{
    /// <summary>
    /// Mode <c>reference</c>: the authors' free offsets and masks, for this size and a batch of 1 only. Null: mode <c>intent</c>,
    /// offsets and mask are predicted from the features.
    /// </summary>
    public (int Height, int Width)? FreeOffsets { get; init; }

    /// <summary>Channels of the input: blue, green and red, in [0, 1].</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Channels of every layer.</summary>
    public int Channels { get; init; } = 64;

    /// <summary>Attention blocks.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Clusters of scores and auxiliary scores; 0 = as many as <see cref="Channels"/>.</summary>
    public int Clusters { get; init; }

    /// <summary>
    /// Start the deformable weight uniform in [0, 1), which makes clusters merge within a few steps: wanted when fitting one
    /// image. False: as any convolution, for a balanced set of clusters.
    /// </summary>
    public bool PositiveWeight { get; init; } = true;

    /// <summary>Batch norm on the scores; without it they are plain logits.</summary>
    public bool NormalizedScores { get; init; } = true;

    /// <summary>Have the auxiliary branch, which serves training only.</summary>
    public bool Auxiliary { get; init; } = true;

    /// <summary>Begin with (x − mean) / (deviation + 1e-3) per image and channel.</summary>
    public bool NormalizedInput { get; init; }

    /// <summary>Mode <c>reference</c>: what the authors' code does, for one size.</summary>
    public static S3NetOptions Reference(int height, int width) => new() { FreeOffsets = (height, width) };

    /// <summary>One network for a data set, trained on clusters without labels.</summary>
    public static S3NetOptions Direct(int clusters = 8) => new() { Clusters = clusters, PositiveWeight = false, NormalizedInput = true };

    /// <summary>One network for a data set, trained on the masks of a teacher: the clusters are the classes.</summary>
    public static S3NetOptions Distil(int classes = 2) => Direct(classes) with { NormalizedScores = false, Auxiliary = false };
}
