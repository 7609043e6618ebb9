using System.Diagnostics;
using static TorchSharp.torch;

namespace Pipeline.Training.Devices;

/// <summary>
/// Kernels timed on the CPU, because libtorch does not say which libraries it was built with through this API: a 3×3 convolution (fast only
/// with oneDNN or MKL), the same in bfloat16 (faster only where the processor has units for it) and a matrix product (fast only with an optimised BLAS).
/// </summary>
public sealed record TorchSpeed(double ConvolutionGflops, double BFloat16ConvolutionGflops, double MatrixGflops)
{
    // Reference loops stay below 2 GFLOP/s on one core; oneDNN and OpenBLAS give 15 and more.
    private const double SlowGflops = 3;

    public static TorchSpeed Measure()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var image = randn([1, 64, 64, 64]);
        var weight = randn([64, 64, 3, 3]);
        var left = randn([384, 384]);
        var right = randn([384, 384]);
        var (reducedImage, reducedWeight) = (image.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16));
        const double convolution = 2.0 * 64 * 64 * 9 * 64 * 64;
        return new TorchSpeed(
            Rate(convolution, () => nn.functional.conv2d(image, weight, padding: [1, 1])),
            Rate(convolution, () => nn.functional.conv2d(reducedImage, reducedWeight, padding: [1, 1])),
            Rate(2.0 * 384 * 384 * 384, () => matmul(left, right)));
    }

    public IReadOnlyList<string> Warnings()
    {
        var warnings = new List<string>();
        if (ConvolutionGflops < SlowGflops) warnings.Add("convolutions are slow: this libtorch has no oneDNN or it is switched off; training will take many times longer");
        if (MatrixGflops < SlowGflops) warnings.Add("matrix products are slow: libtorch uses a reference BLAS; install an optimised one (Debian: libopenblas0)");
        return warnings;
    }

    // Best of five after one warm-up call.
    private static double Rate(double operations, Func<Tensor> kernel)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 6; i++)
        {
            var start = Stopwatch.GetTimestamp();
            kernel().Dispose();
            if (i > 0) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return operations / best / 1e9;
    }
}
