using Pipeline.Training.Datasets;
using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests;

/// <summary>Every wrong use: one line on stderr, nothing on stdout, exit code 2, nothing left on disk.</summary>
public sealed class BadInputTests(Workshop workshop)
{
    /// <summary>ROOT, DATA and RUN stand for the workshop's paths.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        { "", "Required command was not provided. Try 'segtrain --help'." },
        { "run", "Required command was not provided. Try 'segtrain --help'." },
        { "run full", "Option '--dataset' is required. Try 'segtrain --help'." },
        { "--nosuch", "unknown option '--nosuch'. Try 'segtrain --help'." },
        { "nosuch", "unknown command or argument 'nosuch'. Try 'segtrain --help'." },
        { "export --nosuch", "unknown option '--nosuch'. Try 'segtrain --help'." },
        { "run full --dataset acdc --data DATA --colour red", "unknown option '--colour'. Try 'segtrain --help'." },
        { "run full --dataset mnist --data DATA", "data set 'mnist' is unknown; expected one of: " + string.Join(", ", DatasetCatalogue.All.Select(r => r.Name)) },
        { "run full --dataset acdc --data ROOT/nowhere", "ROOT/nowhere: no such folder; expected the folder that holds patient001, patient002, …" },
        { "run full --dataset acdc", "no data folder was given; use --data DIR or set PIPELINE_DATA to the folder of acdc" },
        { "run full --dataset acdc --data DATA --preset huge", "preset 'huge' is unknown; expected one of: cpu, paper, smoke" },
        { "run full --dataset acdc --data DATA --set steps", "--set steps: expected key=value, for instance training.steps=2000" },
        { "run full --dataset acdc --data DATA --set patch=30", "full.patch = 30: expected a multiple of 16, such as 32" },
        { "run full --dataset acdc --data DATA --threads 0", "--threads 0: expected 1 to 1024" },
        { "run full --dataset acdc --data DATA --test 1.5", "--test 1.5: expected a share from 0 to below 1" },
        { "run full --dataset acdc --data DATA --device gpu", "--device gpu: expected auto, cpu, cuda or cuda:n" },
        { "run full --dataset acdc --data DATA --split ROOT/none.json", "ROOT/none.json: cannot be read: no such file" },
        { "resume ROOT/nowhere", "ROOT/nowhere: is not a run, config.json is missing; expected a folder made by 'segtrain run'" },
        { "resume", "Required argument missing for command: 'resume'. Try 'segtrain --help'." },
        { "export ROOT/nowhere --name a --version 1.0.0", "ROOT/nowhere: is not a run, config.json is missing; expected a folder made by 'segtrain run'" },
        { "evaluate ROOT/nowhere --cases ROOT/none.json", "ROOT/nowhere: is not a run, config.json is missing; expected a folder made by 'segtrain run'" },
        { "phantom acdc -o DATA", "DATA: exists already; choose another folder or remove it" },
        { "phantom acdc -o ROOT/new --patients 0", "--patients 0: expected 1 to 999" },
        { "cases acdc ROOT -o ROOT/cases.json", "ROOT: no folder patientNNN found; expected ACDC's layout, patient001/Info.cfg and so on" },
        { "cases acdc DATA --part test -o ROOT/cases.json", "DATA/split.json: missing; give the split file that --part test refers to with --split" },
        { "weights", "Required command was not provided. Try 'segtrain --help'." },
        { "weights list ROOT/none.pt", "ROOT/none.pt: cannot be read: no such file." },
        { "weights list CASES", "CASES: the extension '.json' is unknown; expected .safetensors, .pt or .pth." },
        { "weights list DATA", "DATA: is not a run, config.json is missing; expected a folder made by 'segtrain run'" },
        { "weights convert ROOT/none.pt ROOT/none.bin", "ROOT/none.bin: the extension '.bin' is unknown; expected .safetensors, .pt or .pth." },
        { "weights compare ROOT/none.pt ROOT/none.pt --tolerance -1", "--tolerance -1: expected a number from 0" },
        { "overlay --cases CASES -o ROOT/x.png", "overlay: give either a RUN or --predictions DIR" },
        { "overlay --cases CASES --predictions ROOT --id nobody -o ROOT/x.png", "--id nobody: not in the cases file; it holds for instance patient001_frame01" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_in_one_line(string command, string message)
    {
        var cases = Path.Combine(workshop.Root, "all.json");
        if (!File.Exists(cases)) Assert.Equal(0, InProcess.Run("cases", "acdc", workshop.Data, "-o", cases).Code);
        string Fill(string text) => text.Replace("CASES", cases, StringComparison.Ordinal)
            .Replace("DATA", workshop.Data, StringComparison.Ordinal).Replace("ROOT", workshop.Root, StringComparison.Ordinal);
        // PIPELINE_DATA itself must not be rewritten by the placeholders.
        var expected = message.Contains("PIPELINE_DATA", StringComparison.Ordinal) ? message : Fill(message);
        var before = Directory.GetFileSystemEntries(workshop.Root).Order(StringComparer.Ordinal).ToList();
        var run = Path.Combine(workshop.Root, "never");
        var arguments = Fill(command).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var result = InProcess.Run(command.StartsWith("run full ", StringComparison.Ordinal) ? [.. arguments, "-o", run, "--cache", workshop.Cache] : arguments);
        Assert.Equal($"segtrain: {expected}\n", result.Error);
        Assert.Equal("", result.Output);
        Assert.Equal(2, result.Code);
        Assert.Equal(before, Directory.GetFileSystemEntries(workshop.Root).Where(e => e != workshop.Cache || before.Contains(e)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_device_that_cannot_be_had_exits_with_4()
    {
        var result = InProcess.Run("run", "full", "--dataset", "acdc", "--data", workshop.Data, "--device", "cuda:7", "-o", workshop.New("run"), "--cache", workshop.Cache);
        Assert.Equal(4, result.Code);
        Assert.StartsWith("segtrain: --device cuda:7: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_read_only_place_for_the_run_is_named()
    {
        var result = InProcess.Run("run", "full", "--dataset", "acdc", "--data", workshop.Data, "--preset", "smoke", "-o", "/proc/segtrain-run", "--cache", workshop.Cache);
        Assert.Equal(2, result.Code);
        Assert.StartsWith("segtrain: /proc/segtrain-run: the run folder cannot be made", result.Error, StringComparison.Ordinal);
    }
}
