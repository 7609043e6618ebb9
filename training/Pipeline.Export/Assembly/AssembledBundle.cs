using Pipeline.Bundles;

namespace Pipeline.Export;

/// <summary>A sealed bundle.</summary>
/// <param name="Folder">ROOT/NAME/VERSION.</param>
/// <param name="Card">As written to card.json.</param>
/// <param name="Parity">The proof that model and network agree.</param>
/// <param name="Metrics">What evaluation measured, or null without cases.</param>
public sealed record AssembledBundle(string Folder, Card Card, ParityResult Parity, MetricsFile? Metrics);
