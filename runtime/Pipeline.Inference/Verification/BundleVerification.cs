using System.Globalization;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>
/// Checks a bundle on this machine. Opening it has already verified the checksums, walked the model and compared it with the
/// card (all throw); what is measured here is the golden pair on the device, and what was recorded at export, parity, is held
/// against its limits.
/// </summary>
public static class BundleVerification
{
    /// <summary>All checks; <paramref name="segmenter"/> is the bundle's, open on the device in question.</summary>
    public static VerificationReport Run(Bundle bundle, Segmenter segmenter)
    {
        OnnxSummary model = bundle.Summary;
        List<VerificationRow> rows =
        [
            bundle.Folder is null
                ? new("checksums", "a lone model has none", "SHA256SUMS", null)
                : new("checksums", "every file as listed", "every file as listed", true),
            new("model", $"opset {model.Opset}, {model.Nodes} nodes, {model.Parameters} weights", "known operators, no external data", true),
            new("input and output", $"{bundle.Card.InputName} → {bundle.Card.Output.Name}", "as the card says", true),
            Golden(bundle, segmenter),
        ];
        rows.AddRange(Parity(bundle));
        return new VerificationReport(bundle.Name, bundle.Version, segmenter.Device.ToString(), OnnxRuntimeGuard.Name, rows);
    }

    private static VerificationRow Golden(Bundle bundle, Segmenter segmenter)
    {
        string expected = $"≥ {Percent(GateCheck.MinAgreement)} of voxels";
        return GoldenCheck.Run(segmenter, bundle) is { } golden
            ? new("golden pair", $"{Percent(GoldenCheck.Agreement(golden))} of voxels ({golden.Differing} of {golden.Voxels} differ)", expected, GoldenCheck.Passes(golden))
            : new("golden pair", "none in this model", expected, null);
    }

    private static IEnumerable<VerificationRow> Parity(Bundle bundle)
    {
        if (bundle.ReadParity() is not { } parity)
        {
            yield return new("parity", "none in this model", $"≤ {Exponent(GateCheck.MaxRelativeDifference)} of the logit range", null);
            yield break;
        }

        yield return new(
            "parity of logits", $"{Exponent(parity.RelativeMax)} of the range on {parity.Inputs} inputs",
            $"≤ {Exponent(GateCheck.MaxRelativeDifference)}", parity.RelativeMax <= GateCheck.MaxRelativeDifference);
        yield return new(
            "parity of labels", $"{Percent(parity.LabelAgreement)} of pixels",
            $"≥ {Percent(GateCheck.MinAgreement)}", parity.LabelAgreement >= GateCheck.MinAgreement);
        if (parity is { DiceTraining: { } training, DiceRuntime: { } runtime })
        {
            yield return new(
                "parity of Dice", $"{Fraction(training)} in training, {Fraction(runtime)} in the runtime",
                $"difference ≤ {Exponent(GateCheck.MaxDiceDifference)}", Math.Abs(training - runtime) <= GateCheck.MaxDiceDifference);
        }
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    private static string Exponent(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Fraction(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
