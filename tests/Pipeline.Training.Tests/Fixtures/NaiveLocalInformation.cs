using Pipeline.Training.Losses;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>
/// The local loss as the authors write it: one convolution whose kernels are the whole batch of maps, differentiated by autograd. Slow and
/// memory-hungry; the yardstick of the fast form.
/// </summary>
internal static class NaiveLocalInformation
{
    public static Tensor Joint(Tensor x, Tensor y, int padding) =>
        nn.functional.conv2d(x.permute(1, 0, 2, 3), y.permute(1, 0, 2, 3), padding: [padding, padding]);

    public static Tensor Loss(Tensor x, Tensor y, LocalWindow window) =>
        LocalMutualInformation.PerDisplacement(Joint(x, y, window.Padding).to(ScalarType.Float64), window).mean();
}
