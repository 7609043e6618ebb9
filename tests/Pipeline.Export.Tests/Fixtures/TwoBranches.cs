using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Export.Tests;

/// <summary>
/// A small network with what passes must leave alone: a convolution read by its norm and by a skip, a norm that follows no
/// convolution, weights shared by two calls, and a branch whose result nobody uses.
/// </summary>
internal sealed class TwoBranches : ExportableNetwork
{
    private readonly Conv2d plain, skipped, shared, unused;
    private readonly BatchNorm2d plainNorm, skippedNorm, sharedNorm, inputNorm;

    public TwoBranches()
        : base(nameof(TwoBranches))
    {
        plain = Conv2d(2, 2, 3, padding: 1);
        skipped = Conv2d(2, 2, 3, padding: 1, bias: false);
        shared = Conv2d(2, 2, 1);
        unused = Conv2d(2, 5, 1);
        plainNorm = BatchNorm2d(2);
        skippedNorm = BatchNorm2d(2);
        sharedNorm = BatchNorm2d(2);
        inputNorm = BatchNorm2d(2);
        RegisterComponents();
    }

    public override Signature Signature { get; } = new(["x"], ["y", "z"], 2, 1);

    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        T x = ops.BatchNorm2d(inputNorm, inputs[0]);
        T a = ops.Relu(ops.BatchNorm2d(plainNorm, ops.Conv2d(plain, x)));
        T c = ops.Conv2d(skipped, a);
        T b = ops.Concat(c, ops.BatchNorm2d(skippedNorm, c));
        ops.Relu(ops.Conv2d(unused, a));
        T s = ops.Conv2d(shared, a);
        T z = ops.BatchNorm2d(sharedNorm, ops.Conv2d(shared, s));
        return [b, z];
    }
}
