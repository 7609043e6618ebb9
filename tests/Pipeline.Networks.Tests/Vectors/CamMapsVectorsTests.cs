using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class CamMapsVectorsTests
{
    private static readonly TorchOps Ops = TorchOps.Instance;

    public static TheoryData<ScalarType, double> Precisions => VectorAssert.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Z_score_is_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement inputs, JsonElement expected) = Parts("zscore");
        VectorAssert.Near(expected, "y", CamMaps.ZScore(Ops, inputs.Tensor("x", type)), tolerance);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Normalised_maps_are_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (string id in new[] { "maxnorm", "maxnorm_constant" })
        {
            (JsonElement inputs, JsonElement expected) = Parts(id);
            VectorAssert.Near(expected, "y", CamMaps.Normalize(Ops, inputs.Tensor("cam", type)), tolerance);
        }
    }

    [Fact]
    public void Gradient_of_a_normalised_map_goes_through_its_extrema()
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement inputs, JsonElement expected) = Parts("maxnorm");
        Tensor cam = inputs.Tensor("cam").requires_grad_();
        (CamMaps.Normalize(Ops, cam) * inputs.Tensor("w")).sum().backward();
        VectorAssert.Near(expected, "grad_cam_of_sum_wy", cam.grad!, VectorAssert.Gradient);
    }

    [Fact]
    public void Difference_maps_and_their_gradient_are_the_vectors()
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement inputs, JsonElement expected) = Parts("maxnorm_difference");
        Tensor cam = inputs.Tensor("cam").requires_grad_();
        Tensor map = CamMaps.Normalize(Ops, CamMaps.Source(Ops, cam, CamSource.Difference));
        VectorAssert.Near(expected, "y", map, VectorAssert.Double);
        (map * inputs.Tensor("w")).sum().backward();
        VectorAssert.Near(expected, "grad_cam_of_sum_wy", cam.grad!, VectorAssert.Gradient);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Logits_of_a_head_without_bias_are_the_means_of_its_maps(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement inputs, JsonElement expected) = Parts("gap_head");
        Tensor cam = nn.functional.conv2d(inputs.Tensor("features", type), inputs.Tensor("weight", type).unsqueeze(-1).unsqueeze(-1));
        VectorAssert.Near(expected, "cam", cam, tolerance);
        VectorAssert.Near(expected, "logits", CamMaps.Logits(Ops, cam), tolerance);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Gated_maps_scores_and_fusions_are_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement inputs, JsonElement expected) = Parts("inference");
        (Tensor Cam, Tensor Logits)[] views = [.. new[] { 0, 1 }.Select(m => (inputs.Tensor($"cam_{m}", type), inputs.Tensor($"logits_{m}", type)))];
        using MultiModalCam mean = new(2, width: 1), max = new(2, width: 1, fusion: CamFusion.Max);

        (Tensor fused, Tensor maps, Tensor scores) = mean.Combine(Ops, views);
        VectorAssert.Near(expected, "fused_mean", fused.squeeze(1), tolerance);
        VectorAssert.Near(expected, "fused_max", max.Combine(Ops, views).FusedMap.squeeze(1), tolerance);
        VectorAssert.Near(expected, "map_0", maps.select(1, 0), tolerance);
        VectorAssert.Near(expected, "map_1", maps.select(1, 1), tolerance);
        VectorAssert.Near(expected, "score", scores, tolerance);
        VectorAssert.Near(expected, "gate", cat([.. views.Select(view => CamMaps.Gate(Ops, view.Logits).flatten(1))], 1), 0);
    }

    private static (JsonElement Inputs, JsonElement Expected) Parts(string id)
    {
        JsonElement vector = VectorFile.Case("weakly", id);
        return (vector.GetProperty("inputs"), vector.GetProperty("expected"));
    }
}
