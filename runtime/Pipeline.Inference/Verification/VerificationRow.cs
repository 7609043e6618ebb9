namespace Pipeline.Inference;

/// <summary>One check of a bundle.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What it must be.</param>
/// <param name="Passed">Whether it holds; null when the bundle carries nothing to check.</param>
public sealed record VerificationRow(string Check, string Found, string Expected, bool? Passed);
