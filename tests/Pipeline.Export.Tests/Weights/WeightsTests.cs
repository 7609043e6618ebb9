using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class WeightsTests
{
    [Theory]
    [InlineData("w.pt")]
    [InlineData("w.pth")]
    [InlineData("w.safetensors")]
    public void The_extension_chooses_the_format(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        Weights.Save(folder.At(name), new Dictionary<string, Tensor> { ["a.b"] = tensor([1f, 2f]) });
        Assert.Equal(name.EndsWith('s') ? (byte)'{' : (byte)'K', File.ReadAllBytes(folder.At(name))[name.EndsWith('s') ? 8 : 1]);
        using WeightsFile file = Weights.Load(folder.At(name));
        Assert.Equal([1f, 2f], TensorValues.Floats(file.Tensors["a.b"]));
        Assert.Empty(file.Notes);
    }

    [Fact]
    public void Prefixes_of_wrappers_are_stripped_and_reported_with_what_was_left_out()
    {
        using WeightsFile file = Weights.Load(Golden.Pt("checkpoint.pth")), plain = Weights.Load(Golden.Pt("state_dict.pt"));
        Assert.Equal(plain.Tensors.Keys, file.Tensors.Keys);
        Assert.Equal("stripped 'module.' from all 8 keys", file.Notes[^1]);
        Assert.Equal(2, file.Notes.Count);
    }

    [Fact]
    public void A_compiled_network_in_a_parallel_one_loses_both_prefixes_from_safetensors_too()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        SafeTensors.Save(folder.At("w.safetensors"), new Dictionary<string, Tensor> { ["module._orig_mod.a"] = ones([1]), ["module._orig_mod.b"] = ones([1]) });
        using WeightsFile file = Weights.Load(folder.At("w.safetensors"));
        Assert.Equal(["a", "b"], file.Tensors.Keys.Order());
        Assert.Equal(["stripped 'module.' from all 2 keys", "stripped '_orig_mod.' from all 2 keys"], file.Notes);
    }

    [Fact]
    public void A_prefix_that_only_some_keys_have_stays()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        PtTensors.Save(folder.At("w.pt"), new Dictionary<string, Tensor> { ["module.a"] = ones([1]), ["b"] = ones([1]) });
        using WeightsFile file = Weights.Load(folder.At("w.pt"));
        Assert.Equal(["b", "module.a"], file.Tensors.Keys);
    }

    [Theory]
    [InlineData("w.bin", "the extension '.bin' is unknown; expected .safetensors, .pt or .pth.")]
    [InlineData("w", "the extension '' is unknown; expected .safetensors, .pt or .pth.")]
    public void An_unknown_extension_is_refused_both_ways(string name, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.At(name);
        Assert.Equal($"{path}: {reason}", Assert.Throws<WeightsException>(() => Weights.Save(path, new Dictionary<string, Tensor>())).Message);
        File.WriteAllText(path, "");
        Assert.Equal($"{path}: {reason}", Assert.Throws<WeightsException>(() => Weights.Load(path)).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Equal("nowhere.pt: cannot be read: no such file.", Assert.Throws<WeightsException>(() => Weights.Load("nowhere.pt")).Message);
}
