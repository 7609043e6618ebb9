using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Joint sums of two cluster maps for every displacement of a window: R[a,c,u,v] = Σ_n,h,w x[n,a,h+u−p,w+v−p] · y[n,c,h,w], x zero
/// outside, (u,v) in [0,2p]². x, y [N,K,H,W] → R [K,K,2p+1,2p+1], float64, without gradient.
/// </summary>
/// <remarks>
/// R is the weight gradient of a convolution of x with output gradient y. TorchSharp offers no such primitive, so there are two
/// routes to it; both sum one image at a time in single precision and the images in double (a direct float32 sum over a batch of
/// 160² is off by up to 1.5e-4, which the later subtraction of the minimum amplifies).
/// </remarks>
internal static class LocalJoint
{
    // At K = 20, 7×7, 160², one thread: 4 bands 70 ms for six images, 1 band (the plain form) 135, the weight gradient 177.
    private const int Bands = 4;

    public static Tensor Of(Tensor x, Tensor y, int padding)
    {
        using var scope = NewDisposeScope();
        var onCpu = x.device.type == TorchSharp.DeviceType.CPU;
        Tensor? sum = null;
        foreach (var (a, b) in x.detach().unbind(0).Zip(y.detach().unbind(0)))
        {
            var table = (onCpu ? ByBands(a, b, padding) : ByWeightGradient(a, b, padding)).to(ScalarType.Float64);
            sum = sum is null ? table : sum.add_(table);
        }
        return sum!.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// One convolution whose kernels are the maps of y. The maps are cut into bands of rows that become channels (x with p rows more
    /// on either side): shorter kernels and full channel blocks are what the CPU's kernels are fast at. x, y [K,H,W].
    /// </summary>
    internal static Tensor ByBands(Tensor x, Tensor y, int padding)
    {
        var (clusters, height, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var rows = (height + Bands - 1) / Bands;
        var missing = rows * Bands - height;
        var padded = nn.functional.pad(x, [padding, padding, padding, padding + missing]);
        var maps = stack(Enumerable.Range(0, Bands).Select(band => padded.narrow(1, band * rows, rows + 2 * padding)), 1);
        var kernels = nn.functional.pad(y, [0, 0, 0, missing]).reshape(clusters, Bands, rows, width);
        return nn.functional.conv2d(maps, kernels);
    }

    /// <summary>
    /// The gradient of an ordinary convolution by its weights, by automatic differentiation: costs a forward pass that nobody needs,
    /// yet suits a GPU, whose kernels for huge filters are slow. x, y [K,H,W].
    /// </summary>
    internal static Tensor ByWeightGradient(Tensor x, Tensor y, int padding)
    {
        var (clusters, window) = (x.shape[0], 2L * padding + 1);
        using var gradient = enable_grad();
        var weight = zeros([clusters, clusters, window, window], x.dtype, x.device, requires_grad: true);
        var output = nn.functional.conv2d(x.unsqueeze(0), weight, padding: [padding, padding]);
        return autograd.grad([output], [weight], [y.unsqueeze(0)])[0].transpose(0, 1);
    }
}
