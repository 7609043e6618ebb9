using System.Text.Json;
using Pipeline.Training.Losses;
using Pipeline.Training.Regimes.Semi;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Vectors;

/// <summary>The regulariser as a whole: heads, replayed flips, layers with their weights, consistency.</summary>
public sealed class ComposedVectorTests
{
    private static readonly string[] Layers = ["Conv5", "Up_conv3", "Up_conv2"];

    [Fact]
    public void Losses_and_gradients_of_the_whole_regulariser_are_the_vectors()
    {
        using var scope = NewDisposeScope();
        var vector = SemiVectors.Case("composed");
        var count = (long)vector.Parameter("U");
        var threshold = vector.Parameter("flip_threshold");
        var flips = new Flips([.. vector.Input("draws").data<double>().ToArray().Select(draw => draw < threshold)]);
        var features = Layers.ToDictionary(layer => layer, layer => vector.Variable("feat_" + layer), StringComparer.Ordinal);
        var logits = vector.Variable("logits");
        var outputs = new UnlabelledOutputs(
            logits.narrow(0, 0, count), logits.narrow(0, count, count),
            features.ToDictionary(f => f.Key, f => f.Value.narrow(0, 0, count), StringComparer.Ordinal),
            features.ToDictionary(f => f.Key, f => f.Value.narrow(0, count, count), StringComparer.Ordinal));
        var options = Options(vector);
        var channels = features.ToDictionary(f => f.Key, f => (int)f.Value.shape[1], StringComparer.Ordinal);
        using var regulariser = new MiRegulariser(channels, options, CPU);
        foreach (var (name, module) in regulariser.Modules) LoadHeads(module, vector.Inputs.GetProperty(name));

        foreach (var layer in MiLayer.ParseList(options.Layers))
        {
            using var single = new LayerRegulariser(layer, channels[layer.Name], options, CPU);
            LoadHeads(single.Heads, vector.Inputs.GetProperty("heads_" + layer.Name));
            var (loss, unshifted) = single.Loss(outputs.PlainFeatures![layer.Name], outputs.CopyFeatures[layer.Name], flips);
            vector.AssertScalar("mi_" + layer.Name, loss, 1e-10);
            Assert.False(unshifted.requires_grad);
        }
        var (mi, _) = regulariser.Loss(outputs, flips);
        vector.AssertScalar("mi_weighted", mi, 1e-10);
        var consistency = Consistency.Of("mse", outputs.CopyLogits, flips.Apply(outputs.PlainLogits!));
        vector.AssertScalar("consistency", consistency, 1e-10);
        var total = options.WCons * consistency + options.WMi * mi;
        vector.AssertScalar("total", total, 1e-10);

        total.backward();
        foreach (var (layer, feature) in features) vector.AssertTensor("grad_feat_" + layer, feature.grad!, 1e-10);
        vector.AssertTensor("grad_logits", logits.grad!, 1e-10);
        foreach (var layer in new[] { "Conv5", "Up_conv2" })
        {
            var head = regulariser.Modules.First(m => m.Name == "heads_" + layer).Module.named_parameters().First();
            Assert.Equal("heads.0.project.weight", head.Item1);
            vector.AssertTensor($"grad_head0_{layer}_weight", head.Item2.grad!, 1e-10);
        }
    }

    private static SemiOptions Options(VectorCase vector)
    {
        var importance = vector.Parameters.GetProperty("feature_importance").EnumerateArray().Select(weight => weight.GetDouble());
        var paddings = vector.Parameters.GetProperty("paddings");
        return new SemiOptions
        {
            Clusters = (int)vector.Parameter("clusters"),
            SubHeads = (int)vector.Parameter("subheads"),
            WMi = vector.Parameter("w_mi"),
            WCons = vector.Parameter("w_cons"),
            Layers = string.Join(", ", Layers.Zip(importance, (layer, weight) => paddings.TryGetProperty(layer, out var padding)
                ? FormattableString.Invariant($"{layer}:{weight}:{padding.GetInt32()}")
                : FormattableString.Invariant($"{layer}:{weight}"))),
        };
    }

    private static void LoadHeads(nn.Module heads, JsonElement stored)
    {
        heads.to(ScalarType.Float64);
        var state = heads.state_dict();
        using var _ = no_grad();
        var index = 0;
        foreach (var head in stored.EnumerateArray())
        {
            foreach (var name in new[] { "weight", "bias" })
            {
                var target = state[$"heads.{index}.project.{name}"];
                target.copy_(VectorCase.ToTensor(head.GetProperty(name)).reshape(target.shape));
            }
            index++;
        }
        Assert.Equal(state.Count, 2 * index);
    }
}
