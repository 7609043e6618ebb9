namespace TorchSharp.Modules;

/// <summary>Sizes given as one number or as a tuple, as the list that libtorch takes.</summary>
internal static class Sizes
{
    internal static long[] List((long, long) size) => [size.Item1, size.Item2];

    internal static long[] List((long, long, long) size) => [size.Item1, size.Item2, size.Item3];

    internal static long[]? List((long, long)? size) => size is { } s ? List(s) : null;

    internal static long[]? List((long, long, long)? size) => size is { } s ? List(s) : null;

    internal static (long, long) Twice(long size) => (size, size);

    internal static (long, long, long) Thrice(long size) => (size, size, size);

    /// <summary>The number for each of <paramref name="axes"/> axes, or null for null.</summary>
    internal static long[]? Repeat(long? size, int axes)
    {
        if (size is not { } s) return null;
        var list = new long[axes];
        Array.Fill(list, s);
        return list;
    }
}
