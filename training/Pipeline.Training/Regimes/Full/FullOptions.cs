using Pipeline.Training.Configuration;

namespace Pipeline.Training.Regimes.Full;

/// <summary>Options of full supervision.</summary>
public sealed record FullOptions : RegimeOptions
{
    /// <summary>Windows per step.</summary>
    public int Batch { get; init; } = 10;

    /// <summary>Side of a window, pixels of the prepared grid; a multiple of 16.</summary>
    public int Patch { get; init; } = 160;

    /// <summary>Channels of the network's first block.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Weight of the soft Dice beside the cross-entropy.</summary>
    public double DiceWeight { get; init; } = 1;

    public override void Check()
    {
        OptionCheck.Within("full", nameof(Batch), Batch, 1, 4096);
        OptionCheck.Within("full", nameof(Patch), Patch, 16, 4096);
        OptionCheck.Within("full", nameof(Width), Width, 1, 1024);
        OptionCheck.Within("full", nameof(DiceWeight), DiceWeight, 0, 1000);
        if (Patch % 16 != 0) throw new ArgumentException($"full.patch = {Patch}: expected a multiple of 16, such as {Patch / 16 * 16 + 16}");
    }
}
