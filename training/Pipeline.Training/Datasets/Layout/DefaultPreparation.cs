using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>Steps for data of which nobody knows more than what the headers say.</summary>
internal static class DefaultPreparation
{
    /// <summary>In-plane sizes above this are made coarser: the authors' later framework brings CT to 320 pixels as well.</summary>
    private const double MaxPixels = 320;

    /// <summary>
    /// In-plane spacing [x, y] in mm: the median over the images, but coarse enough that the median image has at most 320 pixels along an axis.
    /// </summary>
    public static IReadOnlyList<double> Spacing(IEnumerable<string> images)
    {
        var headers = images.Select(ImageGrid.Single).ToList();
        return
        [
            Axis(headers.Select(h => h.Geometry.Spacing.X), headers.Select(h => h.Geometry.Spacing.X * h.Size.X)),
            Axis(headers.Select(h => h.Geometry.Spacing.Y), headers.Select(h => h.Geometry.Spacing.Y * h.Size.Y)),
        ];
        static double Axis(IEnumerable<double> spacings, IEnumerable<double> extents) =>
            Math.Round(Math.Max(Median(spacings), Median(extents) / MaxPixels), 3);
    }

    /// <summary>CT: a fixed window of Hounsfield units to [0, 1]. Anything else has no unit: 1st to 99th percentile, then z-score.</summary>
    public static IReadOnlyList<PreprocessingStep> Steps(IReadOnlyList<double> spacing, (double Min, double Max)? window)
    {
        var resample = new ResampleInPlaneStep { Spacing = spacing };
        return window is { } w
            ? [resample, new RescaleStep { Min = w.Min, Max = w.Max }]
            : [resample, new ClipPercentilesStep { Lower = 1, Upper = 99 }, new ZScoreStep()];
    }

    /// <summary>The usual soft-tissue window (width 400, level 40) where every channel is CT; null otherwise, as steps go for all channels.</summary>
    public static (double Min, double Max)? Window(IReadOnlyList<string> channels) =>
        channels.All(channel => string.Equals(channel, "CT", StringComparison.OrdinalIgnoreCase)) ? (-160, 240) : null;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
