using Pipeline.Networks;
using Pipeline.Training.Batches;
using Pipeline.Training.Configuration;
using Pipeline.Training.Schedules;

namespace Pipeline.Training;

/// <summary>
/// What differs between ways of learning: networks and optimisers, what a batch is, the loss of a step, the validation score, and which
/// network is served. Everything else (the loop, seeds, averaging, checkpoints, logs, stopping) is the <see cref="Trainer"/>'s.
/// Made, used and disposed on the training thread.
/// </summary>
public abstract class Regime : IDisposable
{
    /// <summary>Name of the served network among <see cref="Modules"/>.</summary>
    public const string NetworkName = "network";

    /// <summary>All modules that a checkpoint holds, training-only heads and teachers included; one is <see cref="NetworkName"/>.</summary>
    public abstract IReadOnlyList<NamedModule> Modules { get; }

    public abstract IReadOnlyList<Learner> Learners { get; }

    /// <summary>Names of the loss terms, for the log.</summary>
    public abstract IReadOnlyList<string> LossTerms { get; }

    /// <summary>The network that is averaged, validated and exported.</summary>
    public abstract ExportableNetwork Network { get; }

    /// <summary>A further network of the same shape, for the average of the weights.</summary>
    public abstract ExportableNetwork CreateNetwork();

    /// <summary>Opens the batches of steps first … end-1.</summary>
    public abstract IBatchLoader OpenBatches(long first, long end, TrainingOptions options);

    /// <summary>Forward pass and loss, networks in training mode. Tensors made here end with the step.</summary>
    public abstract StepLoss Step(Batch batch, StepContext context);

    /// <summary>After the optimisers have moved: teachers follow here.</summary>
    public virtual void AfterStep(StepContext context)
    {
    }

    /// <summary>
    /// Puts the modules into training mode: before the first step and after each validation. Regimes with a teacher that stays in
    /// evaluation mode override it.
    /// </summary>
    public virtual void EnterTraining()
    {
        foreach (var (_, module) in Modules) module.train();
    }

    /// <summary>The common schedule unless the method has its own.</summary>
    public virtual double LearningRate(TrainingOptions options, long step) =>
        new WarmupCosine(options.LearningRate, options.MinimumLearningRate, (long)(options.WarmUp * options.Steps), options.Steps).At(step);

    /// <summary>Scores <paramref name="served"/> (the network or its average), in evaluation mode; null where nothing can be scored.</summary>
    public abstract ValidationScore? Validate(ExportableNetwork served);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
