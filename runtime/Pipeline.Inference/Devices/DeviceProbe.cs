namespace Pipeline.Inference;

/// <summary>Finds out what can be used by using it: being listed by the library does not mean that a device can be loaded.</summary>
public static class DeviceProbe
{
    /// <summary>One 1×1 convolution that doubles its input (opset 17, IR 8; input x and output y, [n,1,h,w]): small, and it loads cuDNN.</summary>
    private const string Doubling =
        "080812003a80010a260a01780a01771201792204436f6e762a150a0c6b65726e656c5f736861706540014001a001071201672a13080108010801" +
        "080110014201774a04000000405a1e0a017812190a17080112130a0312016e0a0208010a031201680a03120177621e0a017912190a1708011213" +
        "0a0312016e0a0208010a031201680a0312017742040a001011";

    /// <summary>Tries every kind of device.</summary>
    public static DevicesReport Run() => new(
        OnnxRuntimeGuard.Name,
        [Probe(DeviceSpec.Cpu), Probe(new DeviceSpec(DeviceKind.Cuda)), Probe(new DeviceSpec(DeviceKind.DirectML))]);

    private static DeviceReport Probe(DeviceSpec device)
    {
        try
        {
            using var runner = new OnnxRunner(Convert.FromHexString(Doubling), device);
            float[] output = new float[4];
            runner.Run([1, -2, 3, 0.5f], 1, 2, 2, output);
            return output is [2, -4, 6, 1]
                ? new DeviceReport(device.ToString(), true, $"{runner.Threads} threads on the processor by default")
                : new DeviceReport(device.ToString(), false, "it gives wrong results; update its driver");
        }
        catch (Exception e) when (e is DeviceUnavailableException or ModelException)
        {
            return new DeviceReport(device.ToString(), false, e.Message);
        }
    }
}
