using System.CommandLine;
using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary>
/// The options of every command that runs a model. All are read as text and checked here, so that messages are ours (and so
/// that nothing must be compiled at start for option types).
/// </summary>
internal sealed class ModelOptions
{
    private const string ModelHelp = "Bundle folder, NAME, NAME/VERSION under the models folder, or a lone .onnx with a card inside.";

    private readonly Option<string> _models = new("--models") { HelpName = "DIR", Description = "Folder of the bundles. Default: $PIPELINE_MODELS, else artifacts/models." };
    private readonly Option<string> _device = new("--device") { HelpName = "DEVICE", Description = "auto, cpu, cuda[:N] or directml[:N]. Default: auto, the best one whose self-test passes." };
    private readonly Option<string> _threads = new("--threads") { HelpName = "N", Description = "Processor threads. Default: one per physical core, at most 8." };
    private readonly Option<string> _maxMemory = new("--max-memory") { HelpName = "MiB", Description = "Bound of the process's memory, model included. Default: half of the machine's." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Print the plan, and the full story of a failure." };

    /// <summary>Adds the options to a command; those of running only where it <paramref name="runs"/> the network.</summary>
    public ModelOptions(Command command, ModelSource model = ModelSource.Option, bool runs = true)
    {
        if (model == ModelSource.Argument)
            command.Add(ModelArgument);
        else if (model == ModelSource.Option)
            command.Add(ModelOption);
        command.Add(_models);
        if (runs)
        {
            command.Add(_device);
            command.Add(_threads);
            command.Add(_maxMemory);
        }

        command.Add(_verbose);
    }

    private Argument<string> ModelArgument { get; } = new("MODEL") { Description = ModelHelp };

    private Option<string> ModelOption { get; } = new("--model", "-m") { HelpName = "MODEL", Required = true, Description = ModelHelp };

    /// <summary>The model as the user names it.</summary>
    public string Model(ParseResult parsed) => parsed.GetValue(ModelOption) ?? parsed.GetValue(ModelArgument)!;

    /// <summary>Whether <c>--verbose</c> is given.</summary>
    public bool Verbose(ParseResult parsed) => parsed.GetValue(_verbose);

    /// <summary>The options of the segmenter.</summary>
    public SegmenterOptions Read(ParseResult parsed)
    {
        long? mebibytes = parsed.GetValue(_maxMemory) is { } memory ? Number("--max-memory", memory, 16, 1 << 24) : null;
        return new SegmenterOptions
        {
            Device = DeviceSpec.Parse(parsed.GetValue(_device) ?? "auto"),
            Threads = parsed.GetValue(_threads) is { } threads ? (int)Number("--threads", threads, 1, 1024) : 0,
            MaxMemoryBytes = mebibytes << 20,
            ModelsRoot = parsed.GetValue(_models) ?? ModelsRoot(),
        };
    }

    /// <summary>The models folder when no option names one.</summary>
    public static string ModelsRoot() =>
        Environment.GetEnvironmentVariable("PIPELINE_MODELS") is { Length: > 0 } root ? root : Path.Combine("artifacts", "models");

    private static long Number(string option, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw new UserInputException($"{option} '{text}': expected a whole number from {least} to {most}.");
}
