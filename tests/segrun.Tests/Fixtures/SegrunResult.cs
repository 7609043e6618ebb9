namespace Segrun.Tests;

/// <summary>What a run of segrun left for its caller.</summary>
internal sealed record SegrunResult(int Code, string Output, string Error)
{
    /// <summary>Lines of stderr.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
