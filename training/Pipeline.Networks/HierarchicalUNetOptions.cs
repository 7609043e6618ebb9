namespace Pipeline.Networks;

/// <summary>How a <see cref="HierarchicalUNet"/> is built. The defaults are the paper's.</summary>
public sealed record HierarchicalUNetOptions
{
    /// <summary>Channels of the input, 1 for one modality.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Classes, background included; at least 2.</summary>
    public required int Classes { get; init; }

    /// <summary>Channels of the first level; level k has 2ᵏ times as many.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Channels inside every head.</summary>
    public int HeadHidden { get; init; } = 64;

    /// <summary>Norm after every 3×3 convolution; heads always have batch norm.</summary>
    public UNetNorm Norm { get; init; }

    /// <summary>Groups of <see cref="UNetNorm.Group"/>; must divide <see cref="Width"/>.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Bilinear up-sampling (corners aligned) with half the channels below, instead of transposed convolutions.</summary>
    public bool Bilinear { get; init; }

    /// <summary>Probability of leaving out a channel before the mask's head.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Take sizes that are not multiples of 16 by padding inside the network, as the authors do. The graph then carries the
    /// padding; without, the runtime pads the image.
    /// </summary>
    public bool AnySize { get; init; }
}
