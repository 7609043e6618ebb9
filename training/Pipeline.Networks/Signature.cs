namespace Pipeline.Networks;

/// <summary>What a network takes and gives: names for the exported graph and the rule that input sizes must obey.</summary>
/// <param name="Inputs">Input names, in the order of <see cref="ExportableNetwork.Run{T}"/>.</param>
/// <param name="Outputs">Output names; the first is the main one, which <c>forward</c> returns.</param>
/// <param name="InputChannels">Channels of every input, C of [N,C,H,W] or [N,C,D,H,W].</param>
/// <param name="Divisibility">Every spatial size must be a multiple of this; 1 = any size.</param>
public sealed record Signature(
    IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, int InputChannels, int Divisibility)
{
    /// <summary>Spatial axes: 2 for [N,C,H,W], 3 for [N,C,D,H,W].</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>Smallest spatial size, H and W alike.</summary>
    public int MinimumSize { get; init; } = 1;

    /// <summary>The only shape that the network takes, [N,C,H,W] or [N,C,D,H,W]; null = any batch and any size within the rules above.</summary>
    public IReadOnlyList<int>? FixedShape { get; init; }

    /// <summary>Refuses an input of the wrong rank, channel count or size, before any layer sees it.</summary>
    /// <param name="network">Name for the message.</param>
    /// <param name="shape">[N,C,H,W] or [N,C,D,H,W].</param>
    /// <exception cref="ArgumentException">Says what was found, what was expected and what to do.</exception>
    public void Check(string network, ReadOnlySpan<long> shape)
    {
        string found = string.Join('×', shape.ToArray());
        if (shape.Length != Dimensions + 2)
        {
            throw new ArgumentException($"{network}: input is {found}, expected {Dimensions + 2} axes (batch, channels, {Dimensions} sizes).");
        }
        if (shape[1] != InputChannels)
        {
            throw new ArgumentException($"{network}: input is {found}, expected {InputChannels} channel(s) on axis 1: build the network for the images at hand.");
        }
        if (FixedShape is not null && !FixedShape.Select(size => (long)size).SequenceEqual(shape.ToArray()))
        {
            throw new ArgumentException($"{network}: input is {found}, expected {string.Join('×', FixedShape)}, the one shape that this network was built for.");
        }
        for (int axis = 2; axis < shape.Length; axis++)
        {
            if (shape[axis] < 1 || shape[axis] % Divisibility != 0)
            {
                throw new ArgumentException(
                    $"{network}: input is {found}; every spatial size must be a positive multiple of {Divisibility}: pad right and bottom, then crop the output.");
            }
            if (shape[axis] < MinimumSize)
            {
                throw new ArgumentException($"{network}: input is {found}; every spatial size must be at least {MinimumSize}: pad right and bottom, then crop the output.");
            }
        }
    }
}
