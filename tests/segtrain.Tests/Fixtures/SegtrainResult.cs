namespace Segtrain.Tests.Fixtures;

/// <summary>What a run of segtrain left for its caller.</summary>
internal sealed record SegtrainResult(int Code, string Output, string Error);
