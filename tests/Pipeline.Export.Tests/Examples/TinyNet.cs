using Pipeline.Export;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Examples;

public sealed class TinyNet : ExportableNetwork
{
    private readonly Conv2d enter, deep, leave;
    private readonly BatchNorm2d norm;

    public TinyNet(int channels, int classes) : base(nameof(TinyNet))
    {
        enter = Conv2d(channels, 16, 3, padding: 1, bias: false);
        norm = BatchNorm2d(16);
        deep = Conv2d(16, 16, 3, padding: 1);
        leave = Conv2d(32, classes, 1);
        RegisterComponents();
        Signature = new Signature(["image"], ["logits"], channels, Divisibility: 2);
    }

    public override Signature Signature { get; }

    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        ops.CheckInput(this, inputs[0]);
        T skip = ops.Relu(ops.BatchNorm2d(norm, ops.Conv2d(enter, inputs[0])));
        T low = ops.Gelu(ops.Conv2d(deep, ops.MaxPool2d(skip, 2, 2)));
        return [ops.Conv2d(leave, ops.Concat(skip, ops.UpsampleBilinear2d(low, 2)))];
    }

    public static void Export(TinyNet network, string path)
    {
        network.eval();
        byte[] model = Exporter.ToOnnx(network).ToBytes();
        Parity.Check(network, model).ThrowIfFailed();
        File.WriteAllBytes(path, model);
    }
}
