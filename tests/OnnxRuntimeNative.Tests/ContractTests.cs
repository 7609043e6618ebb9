using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

public class ContractTests
{
    [Fact]
    public void Public_surface_is_exactly_the_checked_in_list()
    {
        string[] found = [.. typeof(InferenceSession).Assembly.GetExportedTypes().SelectMany(PublicSurface.Of)];
        string[] missing = [.. Contract.Lines.Except(found)];
        string[] extra = [.. found.Except(Contract.Lines)];
        Assert.True(missing.Length == 0 && extra.Length == 0, $"missing:\n{string.Join('\n', missing)}\nextra:\n{string.Join('\n', extra)}");
    }
}
