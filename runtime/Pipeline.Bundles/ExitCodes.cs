namespace Pipeline.Bundles;

/// <summary>What both programs tell the shell.</summary>
public static class ExitCodes
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>A fault of the program itself; the message asks to report it.</summary>
    public const int Fault = 1;

    /// <summary>Wrong usage or an input file that cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>The model was measured and is below a threshold of its gate.</summary>
    public const int GateFailed = 3;

    /// <summary>A device or resource that was asked for cannot be had on this machine.</summary>
    public const int Unavailable = 4;

    /// <summary>Some of several cases failed; the others are done.</summary>
    public const int Partial = 5;

    /// <summary>Stopped by the user (Ctrl-C).</summary>
    public const int Cancelled = 130;
}
