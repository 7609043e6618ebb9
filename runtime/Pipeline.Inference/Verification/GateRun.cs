using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>Measures the models of a gates file on this machine and holds them against their thresholds.</summary>
public sealed class GateRun(string gatesFile, SegmenterOptions options)
{
    /// <summary>Replaces every mean-Dice threshold when given.</summary>
    public double? MinDice { get; init; }

    /// <summary>Whether a gate may pass although its data are not on this machine.</summary>
    public bool WithoutData { get; init; }

    /// <summary>Whether a runtime that is not the official package may be measured.</summary>
    public bool AllowStandIn { get; init; }

    /// <summary>Folder of the generated data sets: RECIPE/cases.json, where RECIPE is DATASET-PATIENTS-SEED, such as <c>acdc-8-1</c>.</summary>
    public string Phantoms { get; init; } = "artifacts/phantoms";

    /// <summary>What is written beside the figures.</summary>
    public required EvaluationContext Context { get; init; }

    /// <summary>Checks every entry, or those of one model.</summary>
    public GateReport Run(string? onlyModel, CancellationToken cancellation)
    {
        GateEntry[] entries = [.. GatesFile.Load(gatesFile).Models.Where(entry => onlyModel is null || entry.Name == onlyModel)];
        if (entries.Length == 0)
            throw new UserInputException($"{gatesFile}: lists no model{(onlyModel is null ? "" : $" called {onlyModel}")}, expected one entry or more.");
        return new GateReport(OnnxRuntimeGuard.Name, [.. entries.Select(entry => Check(entry, cancellation))]);
    }

    private GateResult Check(GateEntry entry, CancellationToken cancellation)
    {
        if (MinDice is { } minimum)
            entry = entry with { MinMeanDice = minimum };
        Bundle bundle = Bundle.Open(entry.Version is null ? entry.Name : $"{entry.Name}/{entry.Version}", options.ModelsRoot);
        IReadOnlyList<EvaluationCase>? cases = Cases(entry) is { } path ? EvaluationCase.From(CasesFile.Load(path), bundle.Card) : null;
        MemoryPlan plan = MemoryPlan.For(bundle.Card, bundle.Model, FixedInput.Of(bundle.Summary.FixedShape), [.. (cases ?? []).Select(subject => subject.Images)], options);
        plan.Apply();
        using Segmenter segmenter = Segmenter.Open(bundle, options with { MaxBatch = plan.Batch });
        GateResult result = GateCheck.Check(entry, new GateEvidence
        {
            Metrics = cases is null ? null : Evaluator.Evaluate(segmenter, cases, Context with { Overlap = plan.Overlap }, cancellation),
            Previous = entry.MaxDrop is null ? null : Previous(bundle),
            Parity = bundle.ReadParity(),
            Golden = GoldenCheck.Run(segmenter, bundle),
            WithoutData = WithoutData,
        });
        return OnnxRuntimeGuard.IsStandIn && !AllowStandIn
            ? result with { Rows = [.. result.Rows, new GateRow("runtime", null, null, false, $"{OnnxRuntimeGuard.Name} is not the official package; accept it with --allow-standin")] }
            : result;
    }

    /// <summary>The cases file, or null when the data are not on this machine.</summary>
    private string? Cases(GateEntry entry)
    {
        string? path = entry.Phantom is { } recipe
            ? Path.Combine(Phantoms, FormattableString.Invariant($"{recipe.Dataset}-{recipe.Patients}-{recipe.Seed}"), "cases.json")
            : entry.CasesPath(gatesFile, Environment.GetEnvironmentVariable);
        return path is not null && (entry.Phantom is null || File.Exists(path)) ? path : null;
    }

    /// <summary>What the version before recorded; null when there is none.</summary>
    private MetricsFile? Previous(Bundle bundle)
    {
        var store = new ModelStore(options.ModelsRoot);
        return store.Previous(bundle.Name, SemanticVersion.Parse(bundle.Version)) is { } version
            ? Bundle.Open(store.Folder(bundle.Name, version), options.ModelsRoot).ReadMetrics()
            : null;
    }
}
