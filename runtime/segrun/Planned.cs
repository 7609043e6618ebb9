using System.Diagnostics;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary>Opens a model within the memory budget; the plan is printed with <c>--verbose</c> before anything large is allocated.</summary>
internal static class Planned
{
    /// <summary>Plans for the largest of <paramref name="cases"/> (image paths by case), then opens the network.</summary>
    public static Segmenter Open(Bundle bundle, SegmenterOptions options, IReadOnlyList<IReadOnlyList<string>> cases, bool verbose, out MemoryPlan plan)
    {
        plan = MemoryPlan.For(bundle.Card, bundle.Model, FixedInput.Of(bundle.Summary.FixedShape), cases, options);
        if (verbose)
            Console.Error.WriteLine(plan.Describe());
        plan.Apply();
        var segmenter = Segmenter.Open(bundle, options with { MaxBatch = plan.Batch });
        if (verbose)
            Console.Error.WriteLine($"device: {segmenter.DeviceNote}");
        return segmenter;
    }

    /// <summary>Prints the largest resident memory so far, to be held against the plan.</summary>
    public static void ReportPeak(bool verbose)
    {
        if (!verbose)
            return;
        using var self = Process.GetCurrentProcess();
        Console.Error.WriteLine($"memory: {self.PeakWorkingSet64 >> 20} MiB at the peak");
    }
}
