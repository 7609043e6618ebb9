namespace Pipeline.Training.Losses;

/// <summary>
/// Overlapping patches of a map: step size/2, the last one flush with the border. Origins along an axis of length n are
/// 0, s, 2s, … while below n − size, then max(n − size, 0).
/// </summary>
internal static class PatchGrid
{
    /// <summary>Top, left, height and width of every patch, row by row.</summary>
    public static IReadOnlyList<(long Top, long Left, long Height, long Width)> Cut(long height, long width, int size) =>
        [.. from top in Origins(height, size)
            from left in Origins(width, size)
            select (top, left, Math.Min(size, height), Math.Min(size, width))];

    public static IReadOnlyList<long> Origins(long length, int size)
    {
        var origins = new List<long>();
        for (long origin = 0; origin < length - size; origin += Math.Max(1, size / 2)) origins.Add(origin);
        origins.Add(Math.Max(length - size, 0));
        return origins;
    }
}
