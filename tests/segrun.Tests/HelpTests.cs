namespace Segrun.Tests;

public class HelpTests
{
    [Fact]
    public void The_overview_names_every_command_and_the_terms_of_use()
    {
        SegrunResult result = SegrunProgram.Run("--help");
        Assert.Equal(0, result.Code);
        Assert.Contains("not a medical device", result.Output, StringComparison.Ordinal);
        foreach (string command in (string[])["predict", "inspect", "devices", "verify", "evaluate", "gate"])
            Assert.Matches($@"\n +{command} ", result.Output);
    }

    [Theory]
    [InlineData("predict", "--max-memory")]
    [InlineData("inspect", "--json")]
    [InlineData("devices", "--json")]
    [InlineData("verify", "--device")]
    [InlineData("evaluate", "--cases")]
    [InlineData("gate", "--without-data")]
    public void Every_command_explains_its_options(string command, string option)
    {
        SegrunResult result = SegrunProgram.Run(command, "--help");
        Assert.Equal(0, result.Code);
        Assert.Contains(option, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_lists_the_processor_as_usable()
    {
        SegrunResult result = SegrunProgram.Run("devices");
        Assert.Equal(0, result.Code);
        Assert.Matches(@"\ncpu +yes", result.Output);
    }
}
