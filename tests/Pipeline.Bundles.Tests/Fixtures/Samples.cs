namespace Pipeline.Bundles.Tests;

/// <summary>One valid value of every file, as a cardiac model would have it.</summary>
internal static class Samples
{
    private static readonly string[] Classes = ["right ventricle", "myocardium", "left ventricle"];

    public static Card Card(string name = "full-phantom", string version = "1.0.0") => new()
    {
        Name = name,
        Version = version,
        Task = "segmentation",
        Description = "Right ventricle, myocardium and left ventricle in short-axis cine MRI.",
        Labels = [new() { Value = 0, Name = "background" }, .. Classes.Select((c, i) => new LabelInfo { Value = i + 1, Name = c })],
        Modalities = ["cine"],
        Dimensions = 2,
        Spacing = [1.5, 1.5],
        Patch = [160, 160],
        Divisibility = 16,
        Output = new() { Name = "logits", Kind = OutputKind.Logits },
        Preprocessing =
        [
            new ResampleInPlaneStep { Spacing = [1.5, 1.5] },
            new ClipPercentilesStep { Lower = 1, Upper = 99 },
            new ZScoreStep(),
            new RescaleStep { Min = -3, Max = 3 },
        ],
        Postprocessing = [new LargestComponentStep { Labels = [1, 2, 3] }],
        Regime = "full",
        Annotations = new() { Kind = "masks", Volumes = 96, Groups = 48 },
        Dataset = new()
        {
            Name = "phantom",
            Licence = "CC0-1.0",
            Citation = "Generated: acdc phantom, 48 patients, seed 7",
            Hash = new string('a', 64),
        },
        Seeds = [7],
        Commit = "0123456789abcdef",
        Versions = new Dictionary<string, string>(StringComparer.Ordinal) { ["libtorch"] = "1.13.1" },
        Command = "segtrain run full --dataset acdc --data $PIPELINE_DATA/acdc --seed 7",
        Golden = new() { Seed = 11, Input = ["golden/input.nii.gz"], Expected = "golden/expected.nii.gz" },
        Envelope = new()
        {
            Intensity = new Dictionary<string, IntensityEnvelope>(StringComparer.Ordinal) { ["cine"] = new() { P1 = 2, P50 = 61.5, P99 = 410 } },
            Spacing = [new() { Min = 1.25, Max = 1.75 }, new() { Min = 1.25, Max = 1.75 }, new() { Min = 5, Max = 10 }],
            Orientations = ["LPS"],
        },
        Metrics = Metrics().Summary(),
    };

    public static MetricsFile Metrics(double dice = 0.9, double hd95 = 4, string version = "1.0.0") => new()
    {
        Model = "full-phantom",
        Version = version,
        MeanDice = dice,
        MeanDiceInterval = [dice - 0.02, dice + 0.02],
        Classes = Classes.ToDictionary(c => c, _ => new ClassMetrics
        {
            Dice = dice,
            DiceInterval = [dice - 0.03, dice + 0.03],
            Hd95 = hd95,
            Hd95Undefined = 1,
        }, StringComparer.Ordinal),
        Cases =
        [
            Case("patient001_ED", "patient001", dice, hd95),
            Case("patient001_ES", "patient001", dice, hd95),
            Case("patient002_ED", "patient002", dice, null),
        ],
        Device = "cpu",
        Backend = "onnxruntime 1.31.1",
        Command = "segrun evaluate -m full-phantom --cases cases.json",
        Commit = "0123456789abcdef",
    };

    public static ParityFile Parity() => new()
    {
        Inputs = 50,
        Sizes = [[160, 160], [96, 128]],
        MaxAbs = 2e-5,
        MeanAbs = 1e-6,
        LogitRange = 20,
        RelativeMax = 1e-6,
        LabelAgreement = 1,
        Opset = 17,
        Runtime = "onnxruntime 1.31.1",
        Backend = "libtorch 1.13.1",
        DiceTraining = 0.9,
        DiceRuntime = 0.9,
        Outputs = new Dictionary<string, ParityOutput>(StringComparer.Ordinal)
        {
            ["logits"] = new() { MaxAbs = 2e-5, MeanAbs = 1e-6, Range = 20, RelativeMax = 1e-6, LabelAgreement = 1 },
            ["scores"] = new() { MaxAbs = 0, MeanAbs = 0, Range = 1, RelativeMax = 0 },
        },
        Checks = [Run()],
    };

    public static RecordedRun Run() => new()
    {
        Shape = [1, 1, 2, 2],
        Seed = 1,
        Outputs = new Dictionary<string, RecordedOutput>(StringComparer.Ordinal)
        {
            ["logits"] = new() { Shape = [1, 2, 2, 2], Min = -1, Max = 0.1f, Mean = 0, Samples = [0.1f, -1, 0, 0, 0, 0, 0, 0], Labels = [3, 1] },
            ["scores"] = new() { Shape = [1, 1], Min = 0.5f, Max = 0.5f, Mean = 0.5, Samples = [0.5f] },
        },
    };

    public static CasesFile Cases(string folder) => new()
    {
        Cases =
        [
            new()
            {
                Id = "patient001_ED",
                Group = "patient001",
                Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["cine"] = Path.Combine(folder, "patient001", "ed.nii.gz") },
                Label = Path.Combine(folder, "patient001", "ed_gt.nii.gz"),
            },
            new()
            {
                Id = "patient002_ED",
                Group = "patient002",
                Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["cine"] = Path.Combine(folder, "patient002", "ed.nii.gz") },
            },
        ],
    };

    public static GateEntry Gate() => new()
    {
        Name = "full-phantom",
        Phantom = new() { Dataset = "acdc", Patients = 4, Seed = 3 },
        MinMeanDice = 0.85,
        MinDice = new Dictionary<string, double>(StringComparer.Ordinal) { ["myocardium"] = 0.8 },
        MaxHd95 = 8,
        MaxDrop = 0.02,
    };

    private static CaseMetrics Case(string id, string group, double dice, double? hd95) => new()
    {
        Id = id,
        Group = group,
        Dice = Classes.ToDictionary(c => c, _ => dice, StringComparer.Ordinal),
        Hd95 = Classes.ToDictionary(c => c, _ => hd95, StringComparer.Ordinal),
        Seconds = 0.5,
    };
}
