using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

public class DeviceSpecTests
{
    [Theory]
    [InlineData("auto", DeviceKind.Auto, 0)]
    [InlineData("cpu", DeviceKind.Cpu, 0)]
    [InlineData("cuda", DeviceKind.Cuda, 0)]
    [InlineData("cuda:3", DeviceKind.Cuda, 3)]
    [InlineData("directml:1", DeviceKind.DirectML, 1)]
    public void Reads_and_writes_the_users_words(string text, DeviceKind kind, int index)
    {
        var spec = DeviceSpec.Parse(text);
        Assert.Equal(new DeviceSpec(kind, index), spec);
        Assert.Equal(text, spec.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("cpu:1")]
    [InlineData("auto:0")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("cuda: 1")]
    public void Refuses_other_words_and_names_the_allowed_ones(string text)
    {
        UserInputException e = Assert.Throws<UserInputException>(() => DeviceSpec.Parse(text));
        Assert.Contains("auto, cpu, cuda", e.Message, StringComparison.Ordinal);
    }
}
