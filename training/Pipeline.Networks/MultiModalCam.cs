using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// The weakly supervised method as it is used (Patel and Dolz, Medical Image Analysis 2022): one <see cref="UNetCam"/> per modality
/// between raw intensities and maps in [0, 1). Input <c>image</c> [N,M,H,W] of any affine scale per slice, H and W multiples of 8;
/// outputs <c>fused_map</c> [N,1,H,W], <c>maps</c> [N,M,H,W] and <c>scores</c> [N,M], the probability that the slice has the object.
/// </summary>
/// <remarks>
/// A map is normalised to its own maximum and counts only where its network classifies the slice as positive. The authors judge every
/// modality alone; fusing the maps is this project's addition. The threshold on the map is not part of the network.
/// </remarks>
public sealed class MultiModalCam : ExportableNetwork
{
    private readonly ModuleList<UNetCam> networks;
    private readonly CamSource _source;
    private readonly CamFusion _fusion;
    private readonly bool _gate;

    /// <summary>Builds the networks with fresh weights.</summary>
    /// <param name="modalities">M, at least 1.</param>
    /// <param name="width">Width of every <see cref="UNetCam"/>.</param>
    /// <param name="dropout">Dropout of every <see cref="UNetCam"/>.</param>
    /// <param name="source">Where a map comes from.</param>
    /// <param name="fusion">How the maps become one.</param>
    /// <param name="gate">False shows the maps of slices that are classified as negative, too.</param>
    public MultiModalCam(
        int modalities, int width = 64, double dropout = 0,
        CamSource source = CamSource.Class1, CamFusion fusion = CamFusion.Mean, bool gate = true)
        : base(nameof(MultiModalCam))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modalities, 1);
        Signature = new Signature(["image"], ["fused_map", "maps", "scores"], modalities, 8);
        networks = ModuleList([.. Enumerable.Range(0, modalities).Select(_ => new UNetCam(width, dropout))]);
        (_source, _fusion, _gate) = (source, fusion, gate);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Signature Signature { get; }

    /// <summary>The networks in the order of the modalities, each trained by its own optimiser.</summary>
    public IReadOnlyList<UNetCam> Networks => [.. networks];

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        (T fused, T maps, T scores) = Combine(ops, Classify(ops, inputs[0]));
        return [fused, maps, scores];
    }

    /// <summary>What training needs of every modality, from one pass.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">[N,M,H,W], raw intensities.</param>
    /// <returns>Per modality raw maps [N,2,H,W] and logits [N,2].</returns>
    public IReadOnlyList<(T Cam, T Logits)> Classify<T>(IOps<T> ops, T x)
    {
        ops.CheckInput(this, x);
        T normalised = CamMaps.ZScore(ops, x);
        return [.. networks.Select((network, m) => network.Classify(ops, ops.Slice(normalised, 1, m, m + 1)))];
    }

    /// <summary>Normalises, gates and fuses.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="views">Per modality raw maps [N,2,H,W] and logits [N,2].</param>
    /// <returns>The three outputs.</returns>
    public (T FusedMap, T Maps, T Scores) Combine<T>(IOps<T> ops, IReadOnlyList<(T Cam, T Logits)> views)
    {
        T maps = ops.Concat([.. views.Select(view => Map(ops, view.Cam, view.Logits))]);
        T scores = ops.Concat([.. views.Select(view => CamMaps.Score(ops, view.Logits))]);
        return (CamMaps.Fuse(ops, maps, _fusion), maps, scores);
    }

    private T Map<T>(IOps<T> ops, T cam, T logits)
    {
        T map = CamMaps.Normalize(ops, CamMaps.Source(ops, cam, _source));
        return _gate ? ops.Mul(map, CamMaps.Gate(ops, logits)) : map;
    }
}
