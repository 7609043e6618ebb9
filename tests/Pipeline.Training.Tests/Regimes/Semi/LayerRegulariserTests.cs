using Pipeline.Training.Losses;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class LayerRegulariserTests
{
    [Theory]
    [InlineData("full")]
    [InlineData("imsat")]
    public void What_lies_outside_the_mask_has_no_influence(string form)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var options = new SemiOptions { LocalMi = form, Clusters = 4, SubHeads = 2 };
        using var layer = new LayerRegulariser(MiLayer.ParseList("Up_conv2:1:1").Single(), 3, options, CPU);
        ITransformation t = new AffineMaps([1.2f, 0, 0, 0, 1.2f, 0, 0.7f, -0.7f, 0.1f, 0.7f, 0.7f, 0], CPU);
        var (plain, copies) = (randn([2, 3, 16, 16]), randn([2, 3, 16, 16]));
        var outside = 1 - t.Mask(copies)!;
        Assert.True(outside.sum().item<float>() > 50);

        var expected = layer.Loss(plain, copies, t).Loss.item<float>();
        Assert.Equal(expected, layer.Loss(plain, copies + 100 * outside, t).Loss.item<float>(), 1e-6f);
        var mask = t.Mask(copies)!;
        var (x, y) = (t.Apply(plain), copies);
        var byHand = ((SubHeads)layer.Heads).Each.Select(head => (X: head.call(x), Y: head.call(y)))
            .Average(maps => (form == "full"
                ? LocalMutualInformation.Of(maps.X * mask, maps.Y * mask, new LocalWindow(1)).Loss
                : InformationMaximisation.Of(maps.X, maps.Y, 1, mask)).item<float>());
        Assert.Equal(byHand, expected, 1e-6f);
        Assert.NotEqual(expected, layer.Loss(plain, copies + randn_like(copies), t).Loss.item<float>(), 1e-6f);
    }
}
