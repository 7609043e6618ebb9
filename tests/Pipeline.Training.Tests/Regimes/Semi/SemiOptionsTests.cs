using Pipeline.Bundles;
using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class SemiOptionsTests(PhantomData data)
{
    [Fact]
    public void A_layer_knows_its_stride() =>
        Assert.Equal([1, 16, 8, 1], MiLayer.ParseList("Conv1:1, Conv5:1, Up_conv5:1, Up_conv2:1").Select(layer => layer.Stride));

    [Fact]
    public void Layers_are_read_with_weight_and_padding()
    {
        Assert.Equal([new MiLayer("Conv5", 1, 1), new MiLayer("Up_conv3", 0.5, 1), new MiLayer("Up_conv2", 0.5, 3)], MiLayer.ParseList(new SemiOptions().Layers));
        Assert.Equal(["Conv5"], (new SemiOptions { LocalMi = "off" }).RegularisedLayers().Select(layer => layer.Name));
    }

    [Theory]
    [InlineData("layers=Conv6:1", "semi.layers: found 'Conv6:1', expected name:weight or name:weight:padding with a name among Conv1")]
    [InlineData("layers=Conv5:1:x", "semi.layers: found 'Conv5:1:x'")]
    [InlineData("layers=Conv5:0", "semi.layers: found 'Conv5:0'")]
    [InlineData("layers=Conv5:1,Conv5:2", "semi.layers = Conv5:1,Conv5:2: expected different layers")]
    [InlineData("layers=Up_conv2:1;local_mi=off", "no layer is left; set w_mi to 0 or add an encoder layer")]
    [InlineData("layers=Up_conv5:1:8;patch=64", "Up_conv5 has patches of 8 pixels, where padding 8 leaves no neighbours; expected at most 7")]
    [InlineData("layers=Up_conv2:1:3;mi_patch=3", "Up_conv2 has patches of 3 pixels, where padding 3 leaves no neighbours; expected at most 2")]
    [InlineData("epoch_rates=true;start=0.5", "semi.epoch_rates has one schedule over all steps; set semi.start to 0")]
    [InlineData("local_mi=half", "semi.local_mi = half: expected one of full, imsat, off")]
    [InlineData("consistency=l1", "semi.consistency = l1: expected one of mse, kl, hard")]
    [InlineData("patch=50", "semi.patch = 50: expected a multiple of 16, such as 64")]
    [InlineData("w_cons=-1", "semi.w_cons = -1: expected a value from 0 to 1000")]
    [InlineData("labelled=9", "9 labelled patients were asked for, found 3 with labels in the training part")]
    [InlineData("labelled=all", "all 6 training cases are labelled, which leaves none for the unlabelled losses; choose a part with --set semi.labelled=3")]
    public void What_cannot_be_is_refused_before_a_folder_is_made(string assignments, string message)
    {
        var error = Assert.Throws<UserInputException>(() => SmallRuns.CreateSemi(data, "refused", assignments.Split(';')));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
