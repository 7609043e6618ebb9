using static TorchSharp.torch;

namespace SystemTorch.Tests.Conformance;

/// <summary>
/// SystemTorch's public surface against the signatures of TorchSharp 0.107.0 (Golden/README.md): code that compiles
/// against the one must compile against the other.
/// </summary>
public class ConformanceTests
{
    /// <summary>Types that TorchSharp does not have, each with its reason.</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        ["TorchSharp.LibtorchInfo"] = "what the stand-in tells about its libtorch; programs reach it by reflection",
    };

    /// <summary>Listed signatures that SystemTorch does not have, each with its reason.</summary>
    private static readonly Dictionary<string, string> Missing = new()
    {
    };

    private static readonly Dictionary<string, List<string>> Ours = SignatureDump.Of(typeof(Tensor).Assembly);
    private static readonly Dictionary<string, List<string>> Listed =
        SignatureList.Load(Golden.PathOf("torchsharp-signatures.txt"), Golden.PathOf("torchsharp-signatures-more.txt"));

    [Fact]
    public void Nothing_public_is_invented()
    {
        var invented = Ours.Where(t => !Own.ContainsKey(t.Key))
            .SelectMany(t => t.Value.Except(Listed.GetValueOrDefault(t.Key) ?? []).Select(m => $"{t.Key}: {m}"));
        Assert.Empty(invented);
    }

    [Fact]
    public void Nothing_listed_is_missing()
    {
        var missing = Listed.SelectMany(t => t.Value.Except(Ours.GetValueOrDefault(t.Key) ?? []).Select(m => $"{t.Key}: {m}"));
        Assert.Equal(Missing.Keys.Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Own_types_are_few_and_exist() => Assert.All(Own.Keys, t => Assert.True(Ours.ContainsKey(t), t));

    [Fact]
    public void The_list_is_read_whole()
    {
        Assert.Contains("prop Tensor this[params TensorIndex[] indices] { get; set; }", Listed["TorchSharp.torch.Tensor"]);
        Assert.Contains("static Tensor randint(long high, long[] size, ScalarType? dtype=null, Device device=null, bool requires_grad=false, Generator generator=null, string[] names=null)", Listed["TorchSharp.torch"]);
        Assert.Equal(15, Listed["TorchSharp.torch.ScalarType"].Single().Split(", ").Length);
    }
}
