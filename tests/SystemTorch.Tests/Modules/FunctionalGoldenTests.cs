using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests.Modules;

/// <summary>Functions against PyTorch 1.13 on the golden inputs.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class FunctionalGoldenTests
{
    private static readonly Dictionary<string, Func<Inputs, Tensor>> Functions = new()
    {
        ["cross_entropy"] = i => F.cross_entropy(i["logits"], i.Classes, i["weight"], ignore_index: 255),
        ["cross_entropy none"] = i => F.cross_entropy(i["logits"], i.Classes, ignore_index: 255, reduction: nn.Reduction.None),
        ["cross_entropy smooth sum"] = i => F.cross_entropy(i["logits"], i.Known, reduction: nn.Reduction.Sum, label_smoothing: 0.1),
        ["cross_entropy soft"] = i => F.cross_entropy(i["logits"], F.softmax(i["logits"].flip(0), 1)),
        ["nll_loss"] = i => F.nll_loss(F.log_softmax(i["logits"], 1), i.Known, i["weight"]),
        ["binary_cross_entropy"] = i => F.binary_cross_entropy(i["p"], i["q"], reduction: nn.Reduction.Sum),
        ["binary_cross_entropy_with_logits"] = i => F.binary_cross_entropy_with_logits(i["p"], i["q"], pos_weights: full([5], 3.0f)),
        ["mse_loss"] = i => F.mse_loss(i["p"], i["q"]),
        ["l1_loss"] = i => F.l1_loss(i["p"], i["q"], nn.Reduction.Sum),
        ["smooth_l1_loss"] = i => F.smooth_l1_loss(i["p"], i["q"], beta: 0.2),
        ["kl_div"] = i => F.kl_div(i["p"].log(), i["q"], log_target: false),
        ["kl_div log"] = i => F.kl_div(i["p"].log(), i["q"].log(), log_target: true),
        ["softplus"] = i => F.softplus(i["x"], 2, 1.5),
        ["logsigmoid"] = i => F.logsigmoid(i["x"]),
        ["log_softmax"] = i => F.log_softmax(i["x"], 1),
        ["cosine_similarity"] = i => F.cosine_similarity(i["p"], i["q"]),
        ["normalize"] = i => F.normalize(i["x"], 3, 1),
        ["one_hot"] = i => F.one_hot(i.Known, 4),
        ["unfold"] = i => F.unfold(i["image"], 2, padding: 1, stride: 2),
        ["fold"] = i => F.fold(F.unfold(i["image"], 2), (4, 3), (2, 2)),
        ["pad constant"] = i => F.pad(i["image"], (1, 0, -1, 1), value: 2.5),
        ["pad replicate"] = i => F.pad(i["image"], (1, 2, 0, 1), PaddingModes.Replicate),
        ["pad circular"] = i => F.pad(i["image"], (1, 0, 1, 1), PaddingModes.Circular),
        ["grid_sample"] = i => F.grid_sample(i["image"], i["grid"], align_corners: false),
        ["grid_sample nearest border"] = i => F.grid_sample(i["image"], i["grid"], GridSampleMode.Nearest, GridSamplePaddingMode.Border, true),
        ["grid_sample reflection"] = i => F.grid_sample(i["image"], i["grid"], padding_mode: GridSamplePaddingMode.Reflection),
        ["affine_grid"] = i => F.affine_grid(i["theta"], [1, 1, 2, 3]),
        ["interpolate nearest exact"] = i => F.interpolate(i["image"], [3, 5], mode: InterpolationMode.NearestExact),
        ["interpolate area"] = i => F.interpolate(i["image"], scale_factor: [0.5, 0.5], mode: InterpolationMode.Area),
        ["interpolate antialias"] = i => F.interpolate(i["image"], [2, 2], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true),
        ["interpolate recomputed"] = i => F.interpolate(i["image"], scale_factor: [1.6, 1.7], mode: InterpolationMode.Bilinear, recompute_scale_factor: true),
        ["interpolate nearest 3-D"] = i => F.interpolate(i["volume"], scale_factor: [2, 1, 1.5]),
        ["feature_alpha_dropout"] = i => Seeded(3, () => F.feature_alpha_dropout(i["image"], 0.5, training: true)),
    };

    public static TheoryData<string> Names => [.. NnGolden.Section("functions").GetProperty("outputs").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        NnGolden.AssertEqual(NnGolden.Section("functions").GetProperty("outputs").GetProperty(name), Functions[name](new Inputs()), 2e-6, name);
    }

    [Fact]
    public void Refuses_align_corners_where_it_has_no_meaning()
    {
        using var image = zeros([1, 1, 2, 2]);
        Assert.Throws<ArgumentException>(() => F.interpolate(image, [4, 4], align_corners: true));
    }

    [Fact]
    public void Refuses_a_scale_that_is_not_one_per_spatial_axis()
    {
        using var image = zeros([1, 1, 2, 2]);
        Assert.Throws<ArgumentException>(() => F.interpolate(image, scale_factor: [2]));
        Assert.Throws<ArgumentException>(() => F.interpolate(image));
    }

    [Fact]
    public void Refuses_a_dropout_probability_above_one()
    {
        using var x = zeros([2]);
        Assert.Throws<ArgumentException>(() => F.dropout(x, 1.5));
    }

    [Fact]
    public void In_place_activation_changes_its_input_and_gives_a_handle_of_its_own()
    {
        using var x = tensor(new[] { -1f, 2f });
        using (var y = F.relu(x, inplace: true)) Assert.Equal([0f, 2f], y.data<float>().ToArray());
        Assert.Equal([0f, 2f], x.data<float>().ToArray());
    }

    private static Tensor Seeded(long seed, Func<Tensor> draw)
    {
        manual_seed(seed);
        return draw();
    }

    private sealed class Inputs
    {
        internal Tensor this[string name] => NnGolden.ReadTensor(NnGolden.Section("functions").GetProperty("inputs").GetProperty(name));

        /// <summary>Class numbers 0 … 2, and 255 for "ignored".</summary>
        internal Tensor Classes => NnGolden.ReadClasses(NnGolden.Section("functions").GetProperty("inputs").GetProperty("classes"));

        internal Tensor Known => Classes.clamp(max: 2);
    }
}
