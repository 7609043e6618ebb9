namespace Pipeline.Bundles;

/// <summary>One rule of a gate.</summary>
/// <param name="Rule">For example <c>mean_dice</c> or <c>dice:myocardium</c>.</param>
/// <param name="Measured">The figure; null when it could not be measured.</param>
/// <param name="Threshold">What it was compared with; null when nothing was asked.</param>
/// <param name="Passed">Whether the rule holds.</param>
/// <param name="Text">For people, one line.</param>
public sealed record GateRow(string Rule, double? Measured, double? Threshold, bool Passed, string Text);
