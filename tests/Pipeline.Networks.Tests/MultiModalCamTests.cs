using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class MultiModalCamTests
{
    [Theory]
    [InlineData(2, 16, 427_264)]
    [InlineData(4, 8, 215_296)]
    public void Has_the_parameters_of_its_networks_and_nothing_else(int modalities, int width, long expected)
    {
        using MultiModalCam network = new(modalities, width);
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(expected, Reached.Parameters(network, [1, modalities, 16, 16]));
        Assert.Equal(modalities, network.Networks.Count);
        Assert.Contains("networks.1.down1.mpconv.1.conv.0.weight", network.state_dict().Keys);
    }

    [Theory]
    [InlineData(CamFusion.Mean)]
    [InlineData(CamFusion.Max)]
    [InlineData(CamFusion.GeometricMean)]
    public void Fusion_is_what_its_name_says(CamFusion fusion)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] a = [0, 0.25, 0.5, 0.75], b = [0.5, 0.25, 0.125, 0.75];
        double[] expected = [.. a.Zip(b, (p, q) => fusion switch
        {
            CamFusion.Mean => (p + q) / 2,
            CamFusion.Max => Math.Max(p, q),
            _ => Math.Sqrt(p * q),
        })];
        Tensor fused = CamMaps.Fuse(TorchOps.Instance, tensor([.. a, .. b], [1, 2, 2, 2]), fusion);
        Assert.Equal([1, 1, 2, 2], fused.shape);
        VectorAssert.Near(expected, VectorAssert.Doubles(fused), 1e-12);
    }

    [Fact]
    public void A_slice_classified_as_negative_has_an_empty_map_unless_the_gate_is_off()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiModalCam gated = new(1, 2), open = new(1, 2, gate: false);
        (Tensor, Tensor)[] views = [(rand([2, 2, 8, 8]), tensor([0.1f, 0.2f, 0.2f, 0.1f], [2, 2]))];
        Tensor maps = gated.Combine(TorchOps.Instance, views).Maps;
        Assert.Equal(1, maps[0].max().item<float>(), 1e-6);
        Assert.Equal(0, maps[1].max().item<float>());
        Assert.Equal(1, open.Combine(TorchOps.Instance, views).Maps[1].max().item<float>(), 1e-6);
    }

    [Fact]
    public void Outputs_do_not_see_scale_and_offset_of_an_image()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiModalCam network = new(2, 4);
        network.eval();
        Tensor x = rand([2, 2, 16, 16]);
        IReadOnlyList<Tensor> plain = network.Run(TorchOps.Instance, [x]), scaled = network.Run(TorchOps.Instance, [(x * 300) + 50]);
        Assert.All(plain.Zip(scaled), pair => VectorAssert.Near(VectorAssert.Doubles(pair.First), VectorAssert.Doubles(pair.Second), 1e-3));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(1234.567f)]
    public void A_constant_slice_counts_as_zeros(float value)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor score = CamMaps.ZScore(TorchOps.Instance, full([1, 1, 64, 48], value));
        Assert.Equal(0, score.abs().max().item<float>());
    }

    [Fact]
    public void Maps_are_below_one_and_do_not_see_a_positive_factor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor cam = randn([3, 2, 9, 7], ScalarType.Float64);
        Tensor map = CamMaps.Normalize(TorchOps.Instance, cam);
        Assert.InRange(map.min().item<double>(), 0, 0);
        Assert.InRange(map.max().item<double>(), 0.999, 1 - 1e-10);
        VectorAssert.Near(VectorAssert.Doubles(map), VectorAssert.Doubles(CamMaps.Normalize(TorchOps.Instance, cam * 7)), 1e-7);
    }

    [Fact]
    public void Permuting_the_modalities_permutes_maps_and_scores()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiModalCam network = new(2, 2);
        (Tensor, Tensor) a = (randn([2, 2, 8, 8]), randn([2, 2])), b = (randn([2, 2, 8, 8]), randn([2, 2]));
        (Tensor fused, Tensor maps, Tensor scores) = network.Combine(TorchOps.Instance, [a, b]);
        (Tensor otherFused, Tensor otherMaps, Tensor otherScores) = network.Combine(TorchOps.Instance, [b, a]);
        Assert.Equal(VectorAssert.Doubles(fused), VectorAssert.Doubles(otherFused));
        Assert.Equal(VectorAssert.Doubles(maps.flip(1)), VectorAssert.Doubles(otherMaps));
        Assert.Equal(VectorAssert.Doubles(scores.flip(1)), VectorAssert.Doubles(otherScores));
    }
}
