using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class MultiModalCamContractTests : NetworkContract
{
    protected override long ParameterCount => 2 * 13_664;

    protected override IReadOnlyList<string> SomeKeys => ["networks.0.inc.conv.conv.0.weight", "networks.1.classifier.weight"];

    protected override ExportableNetwork Create() => new MultiModalCam(2, 4);

    protected override IReadOnlyList<Tensor> TrainingOutputs(ExportableNetwork network, Tensor[] inputs) =>
        [.. ((MultiModalCam)network).Classify(TorchOps.Instance, inputs[0]).SelectMany(view => new[] { view.Cam, view.Logits })];

    [Theory]
    [InlineData(CamSource.Difference, CamFusion.Max, true)]
    [InlineData(CamSource.Class1, CamFusion.GeometricMean, false)]
    public void Every_option_passes_parity(CamSource source, CamFusion fusion, bool gate)
    {
        using MultiModalCam network = Filled.Network(new MultiModalCam(2, 2, source: source, fusion: fusion, gate: gate));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    [Fact]
    public void A_constant_slice_gives_the_same_numbers_in_every_interpreter()
    {
        using MultiModalCam network = Filled.Network(new MultiModalCam(2, 4));
        float[] values = [.. Enumerable.Range(0, 2 * 32 * 24).Select(i => i < 32 * 24 ? 0.1f : i % 7)];
        ParityResult result = Parity.Check(
            network, Exporter.ToOnnx(network).ToBytes(), new ParityOptions { Given = [new ParityInput([1, 2, 32, 24], [values])] });
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }
}
