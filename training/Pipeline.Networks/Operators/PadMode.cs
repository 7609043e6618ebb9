namespace Pipeline.Networks;

/// <summary>What a border is filled with.</summary>
public enum PadMode
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>The image mirrored at its outermost pixel, which is not repeated.</summary>
    Reflect,

    /// <summary>The outermost pixel.</summary>
    Edge,
}
