namespace Pipeline.Training.Losses;

/// <summary>What <see cref="LocalMutualInformation"/> compares.</summary>
/// <param name="Padding">p: neighbours up to p pixels away along each axis, a window of (2p+1)².</param>
/// <param name="Lambda">Weight of the marginals' entropies.</param>
/// <param name="SubtractMinimum">The authors' shift of the joint sums.</param>
/// <param name="Patch">Side of overlapping patches that are treated one by one, mean over them; maps that are smaller are one patch.</param>
public sealed record LocalWindow(int Padding, double Lambda = 1, bool SubtractMinimum = true, int Patch = 1024);
