using System.Globalization;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>
/// Checks a bundle on this machine. Opening it has already verified the checksums, walked the model and compared it with the
/// card (all throw); what is measured here, on the device, is the golden pair and the runs that were recorded at export; the
/// parity that was found at export is held against its limits.
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
        ParityFile? parity = bundle.ReadParity();
        rows.AddRange(Recorded(parity, segmenter));
        rows.AddRange(Parity(bundle.Card, parity));
        return new VerificationReport(bundle.Name, bundle.Version, segmenter.Device.ToString(), OnnxRuntimeGuard.Name, rows);
    }

    private static VerificationRow Golden(Bundle bundle, Segmenter segmenter)
    {
        string expected = $"≥ {Percent(GateCheck.MinAgreement)} of voxels";
        return GoldenCheck.Run(segmenter, bundle) is { } golden
            ? new("golden pair", $"{Percent(GoldenCheck.Agreement(golden))} of voxels ({golden.Differing} of {golden.Voxels} differ)", expected, GoldenCheck.Passes(golden))
            : new("golden pair", "none in this model", expected, null);
    }

    private static IEnumerable<VerificationRow> Recorded(ParityFile? parity, Segmenter segmenter) =>
        parity?.Checks is { Count: > 0 } runs && segmenter.Runner is OnnxRunner runner
            ? RecordedComparison.Rows(runs, runner)
            : [new("recorded runs", "none recorded", $"≤ {Exponent(GateCheck.MaxRelativeDifference)} of the range", null)];

    private static IEnumerable<VerificationRow> Parity(Card card, ParityFile? parity)
    {
        if (parity is null)
        {
            yield return new("parity", "none in this model", $"≤ {Exponent(GateCheck.MaxRelativeDifference)} of the output's range", null);
            yield break;
        }

        yield return new(
            $"parity of {card.Output.Name}", $"{Exponent(parity.RelativeMax)} of the range on {parity.Inputs} inputs",
            $"≤ {Exponent(GateCheck.MaxRelativeDifference)}", parity.RelativeMax <= GateCheck.MaxRelativeDifference);
        foreach ((string name, ParityOutput output) in (parity.Outputs ?? new Dictionary<string, ParityOutput>()).Where(output => output.Key != card.Output.Name))
        {
            yield return new(
                $"parity of {name}", $"{Exponent(output.RelativeMax)} of the range on {parity.Inputs} inputs",
                $"≤ {Exponent(GateCheck.MaxRelativeDifference)}", output.RelativeMax <= GateCheck.MaxRelativeDifference);
        }

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
