using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference.Tests;

public sealed class EvaluatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluator").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Measures_the_dice_that_was_worked_out_by_hand()
    {
        // prediction = x > 1.5 of 0…5: {2,3,4,5}; truth {4,5}: Dice 2·2 / (4+2) = 2/3. Second case: truth equal: 1.
        EvaluationCase[] cases = [Case("one", "p1", x => x >= 4), Case("two", "p2", x => x >= 2)];
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([1.5f])), TinyCards.Card());

        MetricsFile metrics = Evaluator.Evaluate(segmenter, cases, Context());

        Assert.Equal(2.0 / 3, metrics.Cases[0].Dice["class 1"], 1e-12);
        Assert.Equal(1, metrics.Cases[1].Dice["class 1"], 1e-12);
        Assert.Equal(5.0 / 6, metrics.MeanDice, 1e-12);
        Assert.Equal(5.0 / 6, metrics.Classes["class 1"].Dice, 1e-12);
        Assert.Equal([2.0 / 3, 1], metrics.MeanDiceInterval);
        Assert.Equal("cpu", metrics.Device);
        Assert.Equal(["one", "two"], metrics.Cases.Select(c => c.Id));
        metrics.Validate();
    }

    [Fact]
    public void The_mean_is_over_classes_and_then_over_cases()
    {
        // classes: 1 for 1.5 < x < 3.5, 2 above; truth has class 1 right and no class 2: Dice 1 and 0.
        EvaluationCase only = Case("one", "p", x => x is 2 or 3);
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([1.5f, 3.5f])), TinyCards.Card(3));
        Assert.Equal(0.5, Evaluator.Evaluate(segmenter, [only], Context()).MeanDice, 1e-12);
    }

    [Fact]
    public void Both_empty_is_dice_one_and_an_undefined_distance_that_is_counted()
    {
        EvaluationCase only = Case("one", "p", _ => false);
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([99f])), TinyCards.Card());

        ClassMetrics found = Evaluator.Evaluate(segmenter, [only], Context()).Classes["class 1"];

        Assert.Equal(1, found.Dice);
        Assert.Null(found.Hd95);
        Assert.Equal(1, found.Hd95Undefined);
    }

    [Fact]
    public void A_label_map_of_another_shape_is_refused_with_both_sizes()
    {
        EvaluationCase subject = Case("one", "p", _ => true);
        ImageFile.WriteLabels(subject.Label, Volumes.Labels(5, 2, 2, (_, _, _) => 1));
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([1.5f])), TinyCards.Card());

        UserInputException e = Assert.Throws<UserInputException>(() => Evaluator.Evaluate(segmenter, [subject], Context()));

        Assert.Equal($"{subject.Label}: the label map is 5×2×2, its image 6×2×2; expected one grid for both (case one).", e.Message);
    }

    [Fact]
    public void Overlapping_cases_give_the_same_metrics_as_one_by_one()
    {
        EvaluationCase[] cases = [.. Enumerable.Range(0, 5).Select(i => Case($"c{i}", $"p{i / 2}", x => x > i))];
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([1.5f])), TinyCards.Card());
        MetricsFile together = Evaluator.Evaluate(segmenter, cases, Context());
        MetricsFile single = Evaluator.Evaluate(segmenter, cases, Context() with { Overlap = false });
        Assert.Equal(single.Cases.Select(c => c.Dice["class 1"]), together.Cases.Select(c => c.Dice["class 1"]));
        Assert.Equal(single.MeanDiceInterval, together.MeanDiceInterval);
    }

    [Fact]
    public void A_case_without_a_label_or_with_other_modalities_is_refused()
    {
        CasesFile File(CaseEntry entry) => new() { Cases = [entry] };
        var entry = new CaseEntry { Id = "a", Group = "a", Images = new Dictionary<string, string> { ["mr"] = "a.nii" } };
        Assert.Throws<UserInputException>(() => EvaluationCase.From(File(entry), TinyCards.Card()));
        Assert.Throws<UserInputException>(() => EvaluationCase.From(File(entry with { Label = "l.nii" }), TinyCards.Card(modalities: ["ct"])));
        Assert.Equal(["a.nii"], EvaluationCase.From(File(entry with { Label = "l.nii" }), TinyCards.Card())[0].Images);
    }

    private EvaluationCase Case(string id, string group, Func<int, bool> truth)
    {
        string image = Path.Combine(_folder, id + ".nii.gz");
        string label = Path.Combine(_folder, id + "_gt.nii.gz");
        ImageFile.Write(image, Volumes.Float(6, 2, 2, (x, _, _) => x));
        ImageFile.WriteLabels(label, Volumes.Labels(6, 2, 2, (x, _, _) => (ushort)(truth(x) ? 1 : 0)));
        return new EvaluationCase(id, group, [image], label);
    }

    private static EvaluationContext Context() => new() { Backend = "test", Command = "test", Commit = "" };
}
