using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class HierarchicalUNetTests
{
    /// <summary>Counts of the authors' class: the method's description, section 2.</summary>
    [Theory]
    [InlineData(3, UNetNorm.Batch, false, 31_175_698)]
    [InlineData(4, UNetNorm.Group, false, 31_176_088)]
    [InlineData(4, UNetNorm.None, false, 31_164_312)]
    [InlineData(4, UNetNorm.Batch, true, 17_338_520)]
    public void Has_the_authors_number_of_parameters_in_every_variant(int classes, UNetNorm norm, bool bilinear, long expected)
    {
        using HierarchicalUNet network = new(new HierarchicalUNetOptions { Classes = classes, Norm = norm, Bilinear = bilinear });
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Every_module_and_the_buffers_have_the_authors_size()
    {
        Dictionary<string, long> expected = new()
        {
            ["inc"] = 37_824,
            ["down1"] = 221_952,
            ["down2"] = 886_272,
            ["down3"] = 3_542_016,
            ["down4"] = 14_161_920,
            ["up1"] = 9_178_624,
            ["up2"] = 2_295_552,
            ["up3"] = 574_336,
            ["up4"] = 143_808,
            ["outc_mask"] = 4_548,
            ["outc_x5"] = 65_988,
            ["outc_up1"] = 33_220,
            ["outc_up2"] = 16_836,
            ["outc_up3"] = 8_644,
            ["outc_up4"] = 4_548,
        };
        using HierarchicalUNet network = new(new HierarchicalUNetOptions { Classes = 4 });
        Dictionary<string, long> found = network.named_parameters().GroupBy(pair => pair.Item1.Split('.')[0])
            .ToDictionary(module => module.Key, module => module.Sum(pair => pair.Item2.numel()));
        Assert.Equal(expected, found);
        Assert.Equal(12_544 + 24, network.named_buffers().Sum(pair => pair.Item2.numel()));
    }

    [Theory]
    [InlineData(48, 32, false)]
    [InlineData(37, 50, true)]
    public void Heads_give_the_documented_shapes_and_Run_the_mask(int height, int width, bool anySize)
    {
        using DisposeScope scope = NewDisposeScope();
        using HierarchicalUNet network = new(new HierarchicalUNetOptions { Classes = 3, Width = 2, HeadHidden = 4, AnySize = anySize });
        network.eval();
        Tensor x = rand([2, 1, height, width]);
        (Tensor logits, IReadOnlyList<Tensor> auxiliary) = network.Heads(TorchOps.Instance, x);
        Assert.Equal([2, 3, height, width], logits.shape);
        int[] scales = [16, 8, 4, 2, 1];
        Assert.Equal(scales.Select(scale => new long[] { 2, 3, height / scale, width / scale }), auxiliary.Select(output => output.shape));
        Assert.Equal(VectorAssert.Doubles(logits), VectorAssert.Doubles(network.call(x)));
    }

    [Theory]
    [InlineData(UNetNorm.Group, false)]
    [InlineData(UNetNorm.None, false)]
    [InlineData(UNetNorm.Batch, true)]
    public void Every_variant_runs_at_any_size(UNetNorm norm, bool bilinear)
    {
        using DisposeScope scope = NewDisposeScope();
        using HierarchicalUNet network = new(new HierarchicalUNetOptions
        {
            Classes = 2,
            Width = 4,
            HeadHidden = 4,
            Norm = norm,
            Groups = 2,
            Bilinear = bilinear,
            AnySize = true,
            Dropout = 0.2,
        });
        network.eval();
        Assert.Equal([1, 2, 33, 18], network.call(rand([1, 1, 33, 18])).shape);
    }

    [Theory]
    [InlineData(false, 40, 32, "multiple of 16")]
    [InlineData(true, 15, 32, "at least 16")]
    public void Refuses_a_size_that_does_not_fit_and_says_why(bool anySize, int height, int width, string reason)
    {
        using DisposeScope scope = NewDisposeScope();
        using HierarchicalUNet network = new(new HierarchicalUNetOptions { Classes = 2, Width = 2, HeadHidden = 2, AnySize = anySize });
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros([1, 1, height, width])));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
