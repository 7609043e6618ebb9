using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>Files that PyTorch wrote, and what PyTorch says is in them.</summary>
public sealed class PtGoldenTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Golden.Pt("pt.json"))).RootElement.GetProperty("files");

    public static TheoryData<string> Files => [.. Expected.EnumerateObject().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_tensor_has_the_type_the_shape_and_the_values_that_PyTorch_sees(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using WeightsFile file = PtTensors.Load(Golden.Pt(name));
        JsonElement expected = Expected.GetProperty(name);
        Assert.Equal(expected.EnumerateObject().Select(tensor => tensor.Name), file.Tensors.Keys);
        foreach ((string key, Tensor tensor) in file.Tensors)
        {
            JsonElement facts = expected.GetProperty(key);
            Assert.Equal(TypeOf(facts.GetProperty("type").GetString()!), tensor.dtype);
            Assert.Equal(facts.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), tensor.shape);
            Assert.Equal(facts.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()), TensorValues.Doubles(tensor));
            Assert.True(tensor.is_contiguous(), key);
        }
    }

    [Fact]
    public void A_checkpoint_gives_the_network_and_says_what_it_left_out()
    {
        using WeightsFile file = PtTensors.Load(Golden.Pt("checkpoint.pth"));
        Assert.Equal(["took the entry 'state_dict', left out 'epoch', 'arch', 'best', 'history', 'shape', 'optimizer'"], file.Notes);
        Assert.All(file.Tensors.Keys, key => Assert.StartsWith("module.", key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_state_dict_needs_no_note()
    {
        using WeightsFile file = PtTensors.Load(Golden.Pt("state_dict.pt"));
        Assert.Empty(file.Notes);
    }

    [Fact]
    public void Tied_weights_share_their_memory_as_in_Python()
    {
        using DisposeScope scope = NewDisposeScope();
        using WeightsFile file = PtTensors.Load(Golden.Pt("shared.pt"));
        file.Tensors["encoder.weight"].fill_(7);
        Assert.All(TensorValues.Floats(file.Tensors["decoder.weight"]), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Tensors_outlive_the_callers_scope()
    {
        WeightsFile file;
        using (NewDisposeScope())
        {
            file = PtTensors.Load(Golden.Pt("strided.pt"));
        }
        Assert.Equal(3, file.Tensors["column"].size(0));
        file.Dispose();
    }

    [Theory]
    [InlineData("refused-legacy.pt", "before PyTorch 1.6; expected a zip. Load it in Python and save it again")]
    [InlineData("refused-module.pt", "wants 'torch.nn.modules.linear Linear', which is refused: only tensors and plain values are read. Save the weights alone in Python: torch.save(model.state_dict(), f)")]
    [InlineData("refused-numpy.pt", "wants 'numpy.core.multiarray scalar', which is refused")]
    [InlineData("refused-complex.pt", "wants 'torch ComplexFloatStorage', which is refused")]
    [InlineData("refused-protocol4.pt", "has protocol 4, expected 2")]
    [InlineData("refused-script.pt", "is a TorchScript program")]
    [InlineData("two-networks.pt", "holds 2 state_dicts, 'student', 'teacher'; expected one")]
    public void What_is_not_one_networks_weights_is_refused_with_the_way_out(string name, string reason)
    {
        WeightsException error = Assert.Throws<WeightsException>(() => PtTensors.Load(Golden.Pt(name)));
        Assert.StartsWith(Golden.Pt(name) + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static ScalarType TypeOf(string word) => word switch
    {
        "uint8" => ScalarType.Byte,
        "bfloat16" => ScalarType.BFloat16,
        _ => Enum.Parse<ScalarType>(word, ignoreCase: true),
    };
}
