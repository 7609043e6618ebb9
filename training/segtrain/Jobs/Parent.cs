namespace segtrain.Jobs;

/// <summary>The process that started this one and holds the other end of its standard input, which ends when that process ends, however it does.</summary>
internal static class Parent
{
    /// <summary>A token that is cancelled with the given one, and when the parent closes the input or is gone.</summary>
    public static CancellationToken Watch(CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = new Thread(() =>
        {
            using var input = System.Console.OpenStandardInput();
            while (input.ReadByte() >= 0) { }
            source.Cancel();
        });
        watch.IsBackground = true;
        watch.Start();
        return source.Token;
    }
}
