using System.CommandLine;
using System.Globalization;
using Pipeline.Bundles;
using Pipeline.Export;

namespace segtrain.Commands;

/// <summary>The options that say how a network becomes a graph, shared by export and graph.</summary>
internal sealed class ExportChoices
{
    private readonly Option<int> _opset = new("--opset") { Description = "ONNX operator set, 15 to 22", DefaultValueFactory = _ => ExportOptions.Default.Opset };
    private readonly Option<string> _target = new("--target")
    {
        Description = "portable, or native-deform-conv: DeformConv instead of its decomposition (opset 19 and up, ONNX Runtime 1.27 and up)",
        DefaultValueFactory = _ => "portable",
    };

    private readonly Option<string?> _fixedShape = new("--fixed-shape") { Description = "Batch and sizes of a model of one shape only, for example 1x256x256; default: they stay free" };
    private readonly Option<bool> _unfolded = new("--unfolded") { Description = "Keep batch norms as nodes of their own" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_opset);
        command.Options.Add(_target);
        command.Options.Add(_fixedShape);
        command.Options.Add(_unfolded);
    }

    public ExportOptions Read(ParseResult parsed)
    {
        var opset = parsed.GetValue(_opset);
        if (opset is < 15 or > 22) throw new UserInputException($"--opset {opset}: expected 15 to 22");
        return ExportOptions.Default with
        {
            Opset = opset,
            Target = Target(parsed.GetValue(_target)!),
            FixedShape = parsed.GetValue(_fixedShape) is { } shape ? Sizes(shape) : null,
            FoldBatchNorm = !parsed.GetValue(_unfolded),
        };
    }

    private static ExportTarget Target(string word) => word switch
    {
        "portable" => ExportTarget.Portable,
        "native-deform-conv" => ExportTarget.NativeDeformConv,
        _ => throw new UserInputException($"--target {word}: expected portable or native-deform-conv"),
    };

    private static int[] Sizes(string text)
    {
        var parts = text.Split('x', '×');
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] is < 1 or > 16_384)
                throw new UserInputException($"--fixed-shape {text}: expected the batch and the sizes, each 1 to 16384, such as 1x256x256");
        }
        return sizes;
    }
}
