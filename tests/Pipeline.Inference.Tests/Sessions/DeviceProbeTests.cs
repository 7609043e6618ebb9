namespace Pipeline.Inference.Tests;

public class DeviceProbeTests
{
    [Fact]
    public void The_processor_can_always_be_used_and_every_refusal_has_a_reason()
    {
        DevicesReport report = DeviceProbe.Run();
        Assert.True(report.Devices.Single(d => d.Device == "cpu").Available);
        Assert.Equal(["cpu", "cuda", "directml"], report.Devices.Select(d => d.Device));
        Assert.All(report.Devices, d => Assert.NotEmpty(d.Detail));
    }
}
