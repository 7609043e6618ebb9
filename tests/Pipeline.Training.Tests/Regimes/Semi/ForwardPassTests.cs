using Pipeline.Networks;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class ForwardPassTests
{
    private static (MiUNet Network, Tensor Labelled, Tensor Plain, Tensor Copies) Make()
    {
        manual_seed(1);
        var network = new MiUNet(1, 3, width: 2);
        network.train();
        return (network, randn([2, 1, 32, 32]), randn([3, 1, 32, 32]), randn([3, 1, 32, 32]) + 1);
    }

    private static float[] Numbers(Tensor values) => values.detach().contiguous().data<float>().ToArray();

    [Fact]
    public void One_pass_is_the_network_on_all_images_together()
    {
        using var scope = NewDisposeScope();
        var (network, labelled, plain, copies) = Make();
        var (logits, outputs) = ForwardPass.OfAll(network, TorchOps.Instance, labelled, plain, copies, twoStage: false);
        var expected = network.call(cat([labelled, plain, copies]))!;
        Assert.Equal(Numbers(expected), Numbers(cat([logits, outputs.PlainLogits!, outputs.CopyLogits])));
        Assert.Equal([3, 32, 2, 2], outputs.PlainFeatures!["Conv5"].shape);
        Assert.Equal([3, 4, 16, 16], outputs.CopyFeatures["Up_conv3"].shape);
        Assert.Equal([3, 2, 32, 32], outputs.CopyFeatures["Up_conv2"].shape);
    }

    [Fact]
    public void Two_passes_keep_unlabelled_images_out_of_the_labelled_batch_statistics()
    {
        using var scope = NewDisposeScope();
        var (network, labelled, plain, copies) = Make();
        var (alone, _) = ForwardPass.OfAll(network, TorchOps.Instance, labelled, plain, copies, twoStage: true);
        var (together, _) = ForwardPass.OfAll(network, TorchOps.Instance, labelled, plain, copies, twoStage: false);
        Assert.Equal(Numbers(ForwardPass.Logits(network, TorchOps.Instance, labelled)), Numbers(alone));
        Assert.NotEqual(Numbers(alone), Numbers(together));
    }

    [Fact]
    public void Plain_images_that_only_a_teacher_reads_stay_out()
    {
        using var scope = NewDisposeScope();
        var (network, labelled, _, copies) = Make();
        var (logits, outputs) = ForwardPass.OfAll(network, TorchOps.Instance, labelled, null, copies, twoStage: false);
        Assert.Equal(Numbers(network.call(cat([labelled, copies]))!), Numbers(cat([logits, outputs.CopyLogits])));
        Assert.Null(outputs.PlainLogits);
    }

    [Fact]
    public void In_bfloat16_the_losses_still_read_float32_logits()
    {
        using var scope = NewDisposeScope();
        var (network, labelled, plain, copies) = Make();
        var (logits, outputs) = ForwardPass.OfAll(network, TorchOps.BFloat16, labelled, plain, copies, twoStage: true);
        Assert.All([logits, outputs.PlainLogits!, outputs.CopyLogits], tensor => Assert.Equal(ScalarType.Float32, tensor.dtype));
    }
}
