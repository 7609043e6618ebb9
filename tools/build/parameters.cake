// Cake has aliases named File, Directory and Path; IO.File and so on are the base library's.
using IO = System.IO;

/// <summary>Every option and path of the build, read and checked once.</summary>
public sealed class Parameters
{
    public static readonly (string Name, string Value, string Text)[] Options =
    [
        ("backend", "auto|official|system", "Torch: TorchSharp's packages, or SystemTorch over an installed libtorch (remembered)"),
        ("ort-backend", "auto|official|native", "ONNX Runtime: Microsoft's package, or OnnxRuntimeNative with npm's library (remembered)"),
        ("filter", "TEXT", "Test: only classes or methods whose name contains TEXT"),
        ("rid", "RID", "Publish: linux-x64, linux-arm64, win-x64, win-arm64, osx-arm64 (default: this machine's)"),
        ("accelerator", "cpu|cuda|directml", "Publish: which ONNX Runtime goes into the folder (default: cpu)"),
        ("min-dice", "X", "Demo, Gate: required mean Dice instead of the recorded threshold"),
        ("without-data", "", "Gate: green without the data sets; Dice is then checked on phantoms alone"),
        ("allow-standin", "", "Gate, Publish: accept the ONNX Runtime stand-in"),
        ("verbosity", "LEVEL", "normal or more shows the output of every command"),
    ];

    private static readonly string[] s_cakeOptions = ["target", "verbosity"];

    public required string Target { get; init; }
    public required string Root { get; init; }
    public required string Backend { get; init; }
    public required string OrtBackend { get; init; }
    public required string Filter { get; init; }
    public required string Rid { get; init; }
    public required string Accelerator { get; init; }
    public required double? MinDice { get; init; }
    public required bool WithoutData { get; init; }
    public required bool AllowStandIn { get; init; }
    public required bool Verbose { get; init; }

    public string Artifacts => IO.Path.Combine(Root, "artifacts");
    public string SetupFolder => IO.Path.Combine(Artifacts, "setup");
    public string Solution => IO.Path.Combine(Root, "Pipeline.sln");
    public string TorchProps => IO.Path.Combine(Root, "training", "Torch.props");
    public string TorchLocalProps => IO.Path.Combine(Root, "training", "Torch.local.props");
    public string OrtProps => IO.Path.Combine(Root, "runtime", "Ort.props");
    public string OrtLocalProps => IO.Path.Combine(Root, "runtime", "Ort.local.props");
    public string Segtrain => Launcher("segtrain");
    public string Segrun => Launcher("segrun");

    public static string MachineRid =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : "other")
        + "-" + System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    public static Parameters From(ICakeContext context)
    {
        try
        {
            return Read(context);
        }
        catch (BuildFailure failure)
        {
            Failure.Exit(failure);
            throw;
        }
    }

    private static Parameters Read(ICakeContext context)
    {
        foreach (string name in context.Arguments.GetArguments().Keys)
        {
            if (!s_cakeOptions.Contains(name) && !name.StartsWith("Settings_", StringComparison.Ordinal) && !Options.Any(o => o.Name == name))
                throw new BuildFailure(BuildFailure.BadInput, $"--{name}: no such option; ./build.sh Help lists them.");
        }
        return new Parameters
        {
            Target = context.Argument("target", "Test"),
            Root = context.Environment.WorkingDirectory.FullPath,
            Backend = Choice(context, "backend", "", ["auto", "official", "system"]),
            OrtBackend = Choice(context, "ort-backend", "", ["auto", "official", "native"]),
            Filter = context.Argument("filter", ""),
            Rid = Choice(context, "rid", MachineRid, ["linux-x64", "linux-arm64", "win-x64", "win-arm64", "osx-arm64"]),
            Accelerator = Choice(context, "accelerator", "cpu", ["cpu", "cuda", "directml"]),
            MinDice = Number(context, "min-dice"),
            WithoutData = Flag(context, "without-data"),
            AllowStandIn = Flag(context, "allow-standin"),
            Verbose = context.Log.Verbosity >= Verbosity.Normal,
        };
    }

    private string Launcher(string name) =>
        IO.Path.Combine(Artifacts, "bin", OperatingSystem.IsWindows() ? name + ".cmd" : name);

    private static string Choice(ICakeContext context, string name, string fallback, string[] allowed)
    {
        if (!context.HasArgument(name))
            return fallback;
        string value = context.Argument(name, fallback);
        return allowed.Contains(value)
            ? value
            : throw new BuildFailure(BuildFailure.BadInput, $"--{name} {value}: expected one of {string.Join(", ", allowed)}.");
    }

    private static bool Flag(ICakeContext context, string name) =>
        context.HasArgument(name) && !string.Equals(context.Argument(name, "true"), "false", StringComparison.Ordinal);

    private static double? Number(ICakeContext context, string name)
    {
        if (!context.HasArgument(name))
            return null;
        string text = context.Argument(name, "");
        return double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value)
            && value is >= 0 and <= 1
            ? value
            : throw new BuildFailure(BuildFailure.BadInput, $"--{name} {text}: expected a number from 0 to 1.");
    }
}
