using Pipeline.Training.Reproduction;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// The rows of the semi-supervised comparison: one regime with other options, so that steps, optimiser, augmentation and, but for full
/// supervision, labelled batches are equal by construction.
/// </summary>
public static class SemiReproduction
{
    private static readonly string[] SupervisedOnly = ["semi.w_cons=0", "semi.w_mi=0"];

    /// <summary>What the preset <c>best</c> changes of <c>cpu</c>.</summary>
    public static IReadOnlyList<string> BestSettings { get; } =
        ["semi.unlabelled_batch=6", "semi.w_mi=0", "semi.teacher=0.99", "training.test_time_flips=true"];

    public static ReproductionDefinition Definition { get; } = new()
    {
        Name = "semi",
        Baseline = "labelled-only",
        BudgetOption = "semi.labelled",
        MainBudget = 3,
        Budgets = [1, 3, 6, 12],
        Rows =
        [
            new("labelled-only", "labelled only", SupervisedOnly, 3) { InBudgetFigure = true },
            new("labelled-only-bn", "labelled only, unlabelled images in the batch statistics", [.. SupervisedOnly, "semi.unlabelled_forward=true"], 1),
            new("consistency", "consistency only", ["semi.w_mi=0"], 1),
            new("mi", "mutual information only", ["semi.w_cons=0"], 1),
            new("mi-consistency", "mutual information + consistency", [], 3),
            new("mean-teacher", "mutual information + consistency + mean teacher", ["semi.teacher=0.99"], 1),
            new("best", "best", BestSettings, 3) { InBudgetFigure = true },
            new("full", "full supervision", SupervisedOnly, 3) { UsesAllLabels = true },
        ],
    };
}
