using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Mutual information between the cluster of a pixel and those of its neighbours up to p pixels away in the transformed copy's map,
/// negated; one table per displacement ("uncollapsed"), mean over the (2p+1)² displacements (Peng et al. 2021):
/// R = <see cref="LocalJoint"/>; R ← R − min R + 1e-16 (the minimum over all of R, constant); per displacement P = R / ΣR,
/// Q = (P + Pᵀ)/2; <see cref="JointInformation"/> of Q with ε = 1e-16. Cluster probabilities x, y [N,K,H,W]; both receive gradient.
/// </summary>
/// <remarks>
/// Subtracting the minimum is the authors' code, not their formula: near-uniform heads, as at every start of training, otherwise
/// give a signal 100 to 100,000 times smaller. The value then exceeds the true information, which is therefore reported beside it.
/// <para>
/// No K²-sized map is ever differentiated: with G = ∂L/∂R, a table, the scalar S = ⟨conv2d(x, G), y⟩ = Σ G·R is bilinear in x and y and
/// has exactly the gradients ∂L/∂x and ∂L/∂y, so L + (S − S.detach()) carries L's value and gradient through one ordinary convolution.
/// </para>
/// </remarks>
public static class LocalMutualInformation
{
    private const double Epsilon = 1e-16;

    public static LocalInformation Of(Tensor x, Tensor y, LocalWindow window)
    {
        if (!x.shape.AsSpan().SequenceEqual(y.shape))
        {
            throw new ArgumentException($"maps of [{string.Join(',', x.shape)}] and [{string.Join(',', y.shape)}]: expected equal shapes", nameof(y));
        }
        using var scope = NewDisposeScope();
        var patches = PatchGrid.Cut(x.shape[2], x.shape[3], window.Patch);
        Tensor? loss = null, unshifted = null;
        foreach (var (top, left, height, width) in patches)
        {
            var whole = patches.Count == 1;
            var (value, plain) = OfPatch(
                whole ? x : x.narrow(2, top, height).narrow(3, left, width), whole ? y : y.narrow(2, top, height).narrow(3, left, width), window);
            loss = loss is null ? value : loss + value;
            unshifted = unshifted is null ? plain : unshifted + plain;
        }
        return new LocalInformation((loss! / patches.Count).MoveToOuterDisposeScope(), (unshifted! / patches.Count).MoveToOuterDisposeScope());
    }

    private static (Tensor Loss, Tensor Unshifted) OfPatch(Tensor x, Tensor y, LocalWindow window)
    {
        using var gradient = enable_grad();
        var joint = LocalJoint.Of(x, y, window.Padding).requires_grad_(true);
        var loss = PerDisplacement(joint, window).mean();
        var unshifted = window.SubtractMinimum
            ? PerDisplacement(joint.detach(), window with { SubtractMinimum = false }).mean()
            : loss.detach();
        var kernel = autograd.grad([loss], [joint])[0].transpose(0, 1).to(x.dtype).contiguous();
        var surrogate = (nn.functional.conv2d(x, kernel, padding: [window.Padding, window.Padding]) * y).sum();
        return (loss.detach().to(x.dtype) + (surrogate - surrogate.detach()), unshifted);
    }

    /// <summary>Tables [u,v,K,K], each a symmetric distribution.</summary>
    internal static Tensor Tables(Tensor joint, bool subtractMinimum)
    {
        var table = joint.permute(2, 3, 0, 1);
        if (subtractMinimum) table = table - joint.detach().min() + Epsilon;
        var p = table / table.sum([-2, -1], keepdim: true);
        return (p + p.transpose(-2, -1)) / 2;
    }

    /// <summary>Joint sums R [K,K,u,v] → loss [u,v].</summary>
    internal static Tensor PerDisplacement(Tensor joint, LocalWindow window) =>
        JointInformation.Negative(Tables(joint, window.SubtractMinimum), window.Lambda, Epsilon);
}
