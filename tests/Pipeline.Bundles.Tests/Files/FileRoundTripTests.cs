using System.Text;

namespace Pipeline.Bundles.Tests;

public sealed class FileRoundTripTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metrics_round_trip()
    {
        Samples.Metrics().Save(_folder.At("metrics.json"));
        MetricsFile again = MetricsFile.Load(_folder.At("metrics.json"));
        Assert.Equal(File.ReadAllBytes(_folder.At("metrics.json")), again.ToJson());
        Assert.Null(again.Cases[2].Hd95["myocardium"]);
        Assert.Equal(2, again.Summary().Groups);
        Assert.Equal(3, again.Summary().Cases);
    }

    [Fact]
    public void Parity_round_trip()
    {
        Samples.Parity().Save(_folder.At("parity.json"));
        ParityFile again = ParityFile.Load(_folder.At("parity.json"));
        Assert.Equal(File.ReadAllBytes(_folder.At("parity.json")), again.ToJson());
        Assert.Equal([96, 128], again.Sizes[1]);
        Assert.Equal(0.1f, again.Checks![0].Outputs["logits"].Samples[0]);
        Assert.Contains("0.1,", File.ReadAllText(_folder.At("parity.json")), StringComparison.Ordinal); // the shortest form that gives the float back
    }

    [Fact]
    public void Parity_of_an_older_bundle_says_nothing_of_outputs_and_recorded_runs()
    {
        (Samples.Parity() with { Outputs = null, Checks = null }).Save(_folder.At("parity.json"));
        string text = File.ReadAllText(_folder.At("parity.json"));
        Assert.DoesNotContain("outputs", text, StringComparison.Ordinal);
        Assert.Null(ParityFile.Load(_folder.At("parity.json")).Checks);
    }

    public static TheoryData<string, ParityFile> WrongRuns()
    {
        RecordedRun run = Samples.Run();
        RecordedOutput logits = run.Outputs["logits"];
        return new TheoryData<string, ParityFile>
        {
            { "checks: found 17", Of([.. Enumerable.Repeat(run, 17)]) },
            { "checks[0].shape: found 3 axes", Of(run with { Shape = [1, 2, 2] }) },
            { "checks[1].shape[2]: found 0", Of(run, run with { Shape = [1, 1, 0, 2] }) },
            { "checks[0].shape: found 1×1×65536×65536, expected at most 4194304 values", Of(run with { Shape = [1, 1, 65_536, 65_536] }) },
            { "checks[0].outputs: found 0", Of(run with { Outputs = new Dictionary<string, RecordedOutput>() }) },
            { "outputs.x.samples: found 8, expected 4 of 4 values", Output(logits with { Shape = [1, 2, 1, 2] }) },
            { "outputs.x.samples[0]: found 2", Output(logits with { Samples = [2, 0, 0, 0, 0, 0, 0, 0] }) },
            { "outputs.x.min: found 1", Output(logits with { Min = 1 }) },
            { "outputs.x.mean: found NaN", Output(logits with { Mean = double.NaN }) },
            { "outputs.x.labels: found 3, expected one number per channel", Output(logits with { Labels = [1, 1, 2] }) },
            { "outputs.x.labels: found 5 pixels in all, expected 4", Output(logits with { Labels = [3, 2] }) },
            { "outputs.logits.mean_abs", Samples.Parity() with { Outputs = new Dictionary<string, ParityOutput> { ["logits"] = new() { MaxAbs = 1, MeanAbs = 2, Range = 1, RelativeMax = 1 } } } },
        };

        static ParityFile Of(params RecordedRun[] runs) => Samples.Parity() with { Checks = runs };
        static ParityFile Output(RecordedOutput output) => Of(Samples.Run() with { Outputs = new Dictionary<string, RecordedOutput> { ["x"] = output } });
    }

    [Theory]
    [MemberData(nameof(WrongRuns))]
    public void Recorded_runs_that_contradict_themselves_are_refused(string told, ParityFile file) =>
        Assert.Contains(told, Assert.Throws<BundleException>(() => file.Validate()).Message, StringComparison.Ordinal);

    [Fact]
    public void Gates_round_trip_and_leave_out_what_is_not_asked_for()
    {
        new GatesFile { Models = [Samples.Gate() with { MaxHd95 = null, Version = "1.2.3" }] }.Save(_folder.At("gates.json"));
        GateEntry again = Assert.Single(GatesFile.Load(_folder.At("gates.json")).Models);
        Assert.Equal(4, again.Phantom!.Patients);
        Assert.Equal("1.2.3", again.Version);
        Assert.Null(again.MaxHd95);
        Assert.DoesNotContain("max_hd95", File.ReadAllText(_folder.At("gates.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_hold_relative_paths_on_disk_and_absolute_ones_in_memory()
    {
        string path = _folder.At("lists", "cases.json");
        Samples.Cases(_folder.At("data")).Save(path);
        Assert.Contains("\"cine\": \"../data/patient001/ed.nii.gz\"", File.ReadAllText(path), StringComparison.Ordinal);
        CasesFile again = CasesFile.Load(path);
        Assert.Equal(_folder.At("data", "patient001", "ed.nii.gz"), again.Cases[0].Images["cine"]);
        Assert.Equal(_folder.At("data", "patient001", "ed_gt.nii.gz"), again.Cases[0].Label);
        Assert.Null(again.Cases[1].Label);
    }

    [Fact]
    public void Split_may_be_just_its_lists()
    {
        SplitFile split = SplitFile.Load(_folder.Write("split.json", """{"train": ["patient002", "patient003"], "test": ["patient001"]}"""));
        Assert.Equal(["patient002", "patient003"], split.Train);
        Assert.Null(split.Val);
        Assert.Null(split.Schema);
        (split with { Schema = SplitFile.CurrentSchema, Val = ["patient009"] }).Save(_folder.At("again.json"));
        Assert.Equal(["patient009"], SplitFile.Load(_folder.At("again.json")).Val);
    }

    [Fact]
    public void A_patient_in_two_parts_of_a_split_is_refused()
    {
        string path = _folder.Write("split.json", """{"train": ["a", "b"], "test": ["b"]}""");
        var error = Assert.Throws<UserInputException>(() => SplitFile.Load(path));
        Assert.Equal($"{path}: test[0]: 'b' is already in train; a patient belongs to one part", error.Message);
    }

    [Fact]
    public void A_missing_file_is_one_line()
    {
        string path = _folder.At("nowhere.json");
        Assert.Equal($"{path}: cannot be read: no such file", Assert.Throws<UserInputException>(() => CasesFile.Load(path)).Message);
        Assert.Equal($"{path}: cannot be read: no such file", Assert.Throws<BundleException>(() => MetricsFile.Load(path)).Message);
        Assert.Contains("it is a folder", Assert.Throws<UserInputException>(() => CasesFile.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_leaves_only_the_file()
    {
        Samples.Parity().Save(_folder.At("parity.json"));
        Samples.Parity().Save(_folder.At("parity.json"));
        Assert.Equal([_folder.At("parity.json")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Gate_path_needs_the_variable_that_it_names()
    {
        GateEntry gate = Samples.Gate() with { Phantom = null, Cases = "${PIPELINE_DATA}/acdc/cases.json" };
        Assert.Null(gate.CasesPath(_folder.At("gates.json"), _ => null));
        Assert.Equal(_folder.At("d", "acdc", "cases.json"), gate.CasesPath("gates.json", _ => _folder.At("d")));
        Assert.Equal(_folder.At("c.json"), (gate with { Cases = "c.json" }).CasesPath(_folder.At("gates.json"), _ => null));
    }

    [Fact]
    public void Cases_under_the_data_folder_are_written_with_the_variable_and_need_it()
    {
        string data = _folder.At("data"), file = _folder.At("cases.json");
        CasesFile cases = new() { Cases = [new CaseEntry { Id = "a", Group = "g", Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["cine"] = Path.Combine(data, "a.nii.gz") } }] };
        cases.Save(file, _ => data);
        Assert.Contains("\"${PIPELINE_DATA}/a.nii.gz\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(_folder.At("elsewhere", "a.nii.gz"), CasesFile.Load(file, _ => _folder.At("elsewhere")).Cases[0].Images["cine"]);
        UserInputException fault = Assert.Throws<UserInputException>(() => CasesFile.Load(file, _ => null));
        Assert.Contains("PIPELINE_DATA is not set", fault.Message, StringComparison.Ordinal);
        Assert.Null((Samples.Gate() with { Phantom = null, Cases = "cases.json" }).CasesPath(_folder.At("gates.json"), _ => null));
    }

    [Fact]
    public void Cases_beside_the_file_are_written_relative_to_it()
    {
        CasesFile cases = new() { Cases = [new CaseEntry { Id = "a", Group = "g", Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["cine"] = _folder.At("a.nii.gz") } }] };
        cases.Save(_folder.At("cases.json"), _ => _folder.Path);
        Assert.Contains("\"a.nii.gz\"", File.ReadAllText(_folder.At("cases.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"cases\": \"$HOME/x\"", "expected no variable but ${PIPELINE_DATA}")]
    [InlineData("\"max_drop\": 0.1", "expected exactly one of the two")]
    [InlineData("\"cases\": \"c.json\", \"min_dice\": {\"a\": 2}", "min_dice.a: found 2, expected 0 to 1")]
    public void Gates_refuse(string fields, string expected)
    {
        string json = $$"""{"schema": "pipeline-gates/1", "models": [{"name": "m", "min_mean_dice": 0.5, {{fields}}}]}""";
        var error = Assert.Throws<UserInputException>(() => GatesFile.Load(_folder.Write("gates.json", json)));
        Assert.Contains("models[0].", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
