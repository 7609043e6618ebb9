namespace Pipeline.Training.Tests.Fixtures;

internal static class BestThreshold
{
    /// <summary>Best Dice of "all labels together" that any cut reaches, bright side or dark side.</summary>
    public static double Dice(float[] image, ushort[] labels)
    {
        var order = Enumerable.Range(0, image.Length).ToArray();
        Array.Sort((float[])image.Clone(), order);
        long foreground = labels.Count(l => l != 0);
        long below = 0;
        var best = 0.0;
        for (var n = 1; n < order.Length; n++)
        {
            if (labels[order[n - 1]] != 0) below++;
            best = Math.Max(best, 2.0 * below / (n + foreground));
            best = Math.Max(best, 2.0 * (foreground - below) / (order.Length - n + foreground));
        }
        return best;
    }
}
