using System.CommandLine;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun verify MODEL</c>: checksums, network, golden pair and recorded runs on this device, parity at export.</summary>
internal static class VerifyCommand
{
    public const string Description = "Check a model's files, and that it computes the right thing on this machine.";

    public static void Build(Command command)
    {
        var model = new ModelOptions(command, ModelSource.Argument);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        command.Add(json);
        command.SetAction(parsed =>
        {
            SegmenterOptions options = model.Read(parsed);
            Bundle bundle = Bundle.Open(model.Model(parsed), options.ModelsRoot);
            string[][] golden = bundle.Card.Golden is { } pair && bundle.Folder is not null ? [[.. pair.Input.Select(bundle.PathOf)]] : [];
            using Segmenter segmenter = Planned.Open(bundle, options, golden, model.Verbose(parsed), out _);
            VerificationReport report = BundleVerification.Run(bundle, segmenter);
            if (parsed.GetValue(json))
                Table.WriteJson(report.ToJson());
            else
                Table.Write([["check", "found", "expected", report.Device], .. report.Rows.Select(Row)]);
            return report.Passed ? ExitCodes.Done : ExitCodes.GateFailed;
        });
    }

    private static string[] Row(VerificationRow row) =>
        [row.Check, row.Found, row.Expected, row.Passed switch { true => "ok", false => "FAILED", null => "-" }];
}
