namespace Pipeline.Inference;

/// <summary>Mirror images of planes [n,H,W], in place.</summary>
internal static class Mirror
{
    /// <summary>Turns x round: every row of <paramref name="width"/> is reversed.</summary>
    public static void X(Span<float> planes, int width)
    {
        for (int row = 0; row < planes.Length; row += width)
            planes.Slice(row, width).Reverse();
    }

    /// <summary>Turns y round: the rows of every plane change places.</summary>
    public static void Y(Span<float> planes, int width, int height)
    {
        for (int plane = 0; plane < planes.Length; plane += width * height)
            planes.Slice(plane, width * height).Reverse();
        X(planes, width);
    }
}
