using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Compares a gradient with central differences, in double precision.</summary>
internal static class FiniteDifferences
{
    /// <summary>Moves every <paramref name="stride"/>-th element of <paramref name="at"/> by ± 1e-5.</summary>
    public static void AssertGradient(Func<Tensor, Tensor> loss, Tensor at, double tolerance = 1e-9, int stride = 3)
    {
        const double h = 1e-5;
        var numbers = at.data<double>().ToArray();
        var shape = at.shape;
        var variable = at.detach().clone().requires_grad_(true);
        loss(variable).backward();
        var gradient = variable.grad!.contiguous().data<double>().ToArray();
        double Moved(int i, double delta)
        {
            using var scope = NewDisposeScope();
            var moved = (double[])numbers.Clone();
            moved[i] += delta;
            return loss(tensor(moved, shape)).item<double>();
        }
        for (var i = 0; i < numbers.Length; i += stride)
        {
            Assert.Equal((Moved(i, h) - Moved(i, -h)) / (2 * h), gradient[i], tolerance);
        }
    }
}
