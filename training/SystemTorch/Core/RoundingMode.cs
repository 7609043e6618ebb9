namespace TorchSharp;

public static partial class torch
{
    /// <summary>How div rounds.</summary>
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }
}
