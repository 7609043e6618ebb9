using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>
/// Opens a bundle's network on the device asked for. A named device is taken or the call fails; <c>auto</c> takes an
/// accelerator only when the bundle's golden pair (or, without one, a comparison with the processor) passes on it.
/// </summary>
internal static class DeviceChoice
{
    /// <summary>The open network and, for <c>auto</c>, why it runs where it does.</summary>
    public static (OnnxRunner Runner, string Note) Open(Bundle bundle, SegmenterOptions options)
    {
        CardSupport.Check(bundle.Card);
        if (options.Device.Kind != DeviceKind.Auto)
            return (Runner(bundle, options, options.Device), $"{options.Device}, as asked for");
        string note = "cpu: this program carries no accelerator";
        foreach (DeviceSpec device in Accelerators())
        {
            try
            {
                OnnxRunner runner = Runner(bundle, options, device);
                if (Passes(runner, bundle, options))
                    return (runner, $"{device}: its self-test passed");
                runner.Dispose();
                note = $"cpu: the self-test failed on {device}";
            }
            catch (Exception e) when (e is DeviceUnavailableException or ModelException)
            {
                note = "cpu: " + e.Message;
            }
        }

        return (Runner(bundle, options, DeviceSpec.Cpu), note);
    }

    private static IEnumerable<DeviceSpec> Accelerators()
    {
        IReadOnlyList<string> providers = OnnxRuntimeGuard.Providers;
        if (providers.Contains("CUDAExecutionProvider", StringComparer.Ordinal))
            yield return new DeviceSpec(DeviceKind.Cuda);
        if (providers.Contains("DmlExecutionProvider", StringComparer.Ordinal))
            yield return new DeviceSpec(DeviceKind.DirectML);
    }

    private static bool Passes(OnnxRunner runner, Bundle bundle, SegmenterOptions options)
    {
        // The segmenter is not disposed: it would take the runner with it.
        var segmenter = new Segmenter(runner, bundle.Card, options);
        if (GoldenCheck.Run(segmenter, bundle) is { } golden)
            return GoldenCheck.Passes(golden);
        using OnnxRunner processor = Runner(bundle, options, DeviceSpec.Cpu);
        return ProcessorComparison.Passes(runner, processor, bundle.Card);
    }

    private static OnnxRunner Runner(Bundle bundle, SegmenterOptions options, DeviceSpec device) =>
        new(bundle.Model, device, options.Threads, bundle.Card.Output.Name);
}
