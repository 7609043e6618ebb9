namespace Pipeline.Bundles;

/// <summary>How far the exported model is from the training network on the same inputs.</summary>
public sealed record ParityFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-parity/1";

    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Most outputs of a model.</summary>
    public const int MaxOutputs = 64;

    /// <summary>Most recorded runs.</summary>
    public const int MaxChecks = 16;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Number of inputs compared.</summary>
    public required int Inputs { get; init; }

    /// <summary>Their sizes [H, W] or [D, H, W] in voxels, each once.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Sizes { get; init; }

    /// <summary>Largest absolute difference of the main output.</summary>
    public required double MaxAbs { get; init; }

    /// <summary>Mean absolute difference of the main output.</summary>
    public required double MeanAbs { get; init; }

    /// <summary>Largest minus smallest value of the training network's main output.</summary>
    public required double LogitRange { get; init; }

    /// <summary><see cref="MaxAbs"/> / <see cref="LogitRange"/>.</summary>
    public required double RelativeMax { get; init; }

    /// <summary>Fraction of pixels with the same label.</summary>
    public required double LabelAgreement { get; init; }

    /// <summary>ONNX opset of the model.</summary>
    public required int Opset { get; init; }

    /// <summary>Runtime and version, for example <c>onnxruntime 1.31.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Training backend and version, for example <c>libtorch 2.10.0</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Mean Dice on the evaluated cases through the training network.</summary>
    public double? DiceTraining { get; init; }

    /// <summary>Mean Dice on the same cases through the exported model.</summary>
    public double? DiceRuntime { get; init; }

    /// <summary>Every output by its name, the main one among them; null in bundles that do not say.</summary>
    public IReadOnlyDictionary<string, ParityOutput>? Outputs { get; init; }

    /// <summary>Runs that any machine can repeat without the training network; null in bundles that have none.</summary>
    public IReadOnlyList<RecordedRun>? Checks { get; init; }

    /// <summary>Reads and validates.</summary>
    public static ParityFile Load(string path) =>
        Validated(StrictJson.Read(path, JsonForm.Indented.ParityFile, CurrentSchema, MaxBytes, FileFaults.Bundle), path);

    /// <summary>Reads and validates from memory; <paramref name="file"/> is for messages.</summary>
    public static ParityFile Parse(ReadOnlySpan<byte> json, string file) =>
        Validated(StrictJson.Parse(json, file, JsonForm.Indented.ParityFile, CurrentSchema, MaxBytes, FileFaults.Bundle), file);

    /// <summary>Validates and writes.</summary>
    public void Save(string path) => WholeFile.Write(path, ToJson());

    /// <summary>Validates and gives the file's text.</summary>
    public byte[] ToJson()
    {
        Validate();
        return StrictJson.ToBytes(this, JsonForm.Indented.ParityFile);
    }

    /// <summary>Throws <see cref="BundleException"/> at the first wrong field.</summary>
    public void Validate(string file = "parity.json")
    {
        Check check = new(file, FileFaults.Bundle);
        check.That(Inputs >= 1, "inputs", $"found {Inputs}, expected 1 or more");
        check.That(Sizes.Count >= 1, "sizes", "is empty, expected one size or more");
        for (int i = 0; i < Sizes.Count; i++)
        {
            check.That(Sizes[i].Count is 2 or 3 && Sizes[i].All(n => n > 0), $"sizes[{i}]", "expected 2 or 3 numbers above 0 (voxels)");
        }
        check.Within(MaxAbs, 0, double.MaxValue, "max_abs");
        check.Within(MeanAbs, 0, MaxAbs, "mean_abs");
        check.Within(LogitRange, 0, double.MaxValue, "logit_range");
        check.Within(RelativeMax, 0, double.MaxValue, "relative_max");
        check.Within(LabelAgreement, 0, 1, "label_agreement");
        check.That(Opset >= 1, "opset", $"found {Opset}, expected 1 or more");
        check.Filled(Runtime, "runtime");
        check.Filled(Backend, "backend");
        check.Within(DiceTraining ?? 0, 0, 1, "dice_training");
        check.Within(DiceRuntime ?? 0, 0, 1, "dice_runtime");
        check.That(Outputs is null || Outputs.Count is >= 1 and <= MaxOutputs, "outputs", $"found {Outputs?.Count}, expected 1 to {MaxOutputs}");
        foreach ((string name, ParityOutput output) in Outputs ?? new Dictionary<string, ParityOutput>())
        {
            check.Filled(name, "outputs");
            output.Validate(check.At("outputs." + name));
        }
        check.That(Checks is null || Checks.Count <= MaxChecks, "checks", $"found {Checks?.Count}, expected at most {MaxChecks}");
        for (int i = 0; i < (Checks?.Count ?? 0); i++) { Checks![i].Validate(check.At($"checks[{i}]")); }
    }

    private static ParityFile Validated(ParityFile file, string name)
    {
        file.Validate(name);
        return file;
    }
}
