using System.Diagnostics;
using Pipeline.Bundles;
using Pipeline.Networks;
using Pipeline.Training.Averaging;
using Pipeline.Training.Batches;
using Pipeline.Training.Checkpoints;
using Pipeline.Training.Configuration;
using Pipeline.Training.Reports;
using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>
/// The one loop of all regimes: batch, loss, gradients, optimisers, average; every epoch a checkpoint, now and then a validation. Runs on one
/// thread (libtorch keeps a thread pool per caller); the schedule is by steps alone, so that a run that was stopped, killed or slowed down
/// ends with the same bytes.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Regime _regime;
    private readonly TrainingOptions _options;
    private readonly CheckpointStore _checkpoints;
    private readonly string _folder;
    private readonly ITrainingObserver _observer;
    private readonly ExportableNetwork? _averaged;
    private readonly WeightAverage? _average;
    private CheckpointState _state;

    /// <param name="regime">Made on this thread after the generator was seeded; not disposed here.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="folder">The run's folder: log and checkpoints. If it holds a checkpoint, training goes on from the newest.</param>
    /// <param name="observer">Watches.</param>
    public Trainer(Regime regime, TrainingOptions options, string folder, ITrainingObserver observer)
    {
        _regime = regime;
        _options = options;
        _folder = folder;
        _observer = observer;
        _checkpoints = new CheckpointStore(Path.Combine(folder, "checkpoints"));
        if (options.Ema > 0)
        {
            _averaged = regime.CreateNetwork();
            _average = new WeightAverage(regime.Network, _averaged, options.Ema);
        }
        _state = Restore() ?? new CheckpointState { Step = 0 };
    }

    /// <summary>The network that is validated and exported: the average, or the regime's own.</summary>
    public ExportableNetwork Served => _averaged ?? _regime.Network;

    /// <summary>Trains to the last step, or until cancelled, or until <paramref name="timeBudget"/> is spent.</summary>
    public TrainingOutcome Run(TimeSpan? timeBudget, CancellationToken cancellation)
    {
        var budgetClock = Stopwatch.StartNew();
        var clock = Stopwatch.StartNew();
        _observer.Started(_state.Step, _options.Steps);
        if (_state.Step >= _options.Steps) return new TrainingOutcome(TrainingEnd.Completed, _state);

        using var log = new TrainingLog(_folder, _regime.LossTerms, _state.Step);
        using var batches = _regime.OpenBatches(_state.Step, _options.Steps, _options);
        var window = new StepWindow(_regime.LossTerms.Count);
        _regime.EnterTraining();
        for (var step = _state.Step; step < _options.Steps; step++)
        {
            RunStep(batches, step, window);
            var done = step + 1;
            _observer.Stepped(done, window.LastLoss, window.LastSeconds);
            var stop = cancellation.IsCancellationRequested ? TrainingEnd.Cancelled
                : timeBudget is { } budget && budgetClock.Elapsed >= budget && done < _options.Steps ? TrainingEnd.TimeSpent
                : TrainingEnd.Completed;
            var epochEnds = done % _options.EpochSteps == 0 || done == _options.Steps;
            // A due validation is never skipped, not even when stopping: a resumed run must find the same best checkpoint.
            var validation = epochEnds && Validates(done) ? Validate(done) : null;
            if (epochEnds || done % _options.LogEvery == 0)
            {
                log.Write(window.ToRow(done, _regime.LearningRate(_options, step), validation));
                window.Clear();
            }
            if (epochEnds || stop != TrainingEnd.Completed) Save(done, clock, window);
            if (stop != TrainingEnd.Completed) return new TrainingOutcome(stop, _state);
        }
        return new TrainingOutcome(TrainingEnd.Completed, _state);
    }

    public void Dispose() => _averaged?.Dispose();

    private void RunStep(IBatchLoader batches, long step, StepWindow window)
    {
        using var scope = NewDisposeScope();
        var start = Stopwatch.GetTimestamp();
        var waited = batches.WaitSeconds;
        var batch = batches.Take(step);
        waited = batches.WaitSeconds - waited;

        var context = new StepContext(step, _options.Steps, _regime.LearningRate(_options, step));
        foreach (var learner in _regime.Learners)
        {
            foreach (var group in learner.Optimiser.ParamGroups) group.LearningRate = context.LearningRate * learner.RateFactor;
            learner.Optimiser.zero_grad();
        }
        var loss = Forward(batch, context);
        batches.GiveBack(step);
        var total = loss.Total.item<float>();
        if (!float.IsFinite(total))
        {
            throw new UserInputException($"the loss became {total} at step {step}; lower training.learning_rate or set training.gradient_clip");
        }
        loss.Total.backward();
        var norm = 0.0;
        foreach (var learner in _regime.Learners)
        {
            if (_options.GradientClip > 0) norm += nn.utils.clip_grad_norm_(learner.Parameters, _options.GradientClip);
            learner.Optimiser.step();
        }
        _average?.Update(step);
        _regime.AfterStep(context);
        window.Add(total, loss.Terms, norm, Stopwatch.GetElapsedTime(start).TotalSeconds, waited);
    }

    /// <summary>Ends the tensors of the forward pass but for what the graph holds, so that the backward pass frees memory as it goes.</summary>
    private StepLoss Forward(Batch batch, StepContext context)
    {
        using var scope = NewDisposeScope();
        var loss = _regime.Step(batch, context);
        loss.Total.MoveToOuterDisposeScope();
        return loss;
    }

    private bool Validates(long done) =>
        done == _options.Steps || done / _options.EpochSteps % _options.ValidateEvery == 0;

    private ValidationScore? Validate(long done)
    {
        ValidationScore? score;
        using (NewDisposeScope()) score = _regime.Validate(Served);
        _regime.EnterTraining();
        if (score is null) return null;
        var isBest = _state.BestScore is not { } best || score.Score > best;
        _state = _state with
        {
            LastScore = score.Score,
            LastValues = score.Values,
            BestScore = isBest ? score.Score : _state.BestScore,
            BestStep = isBest ? done : _state.BestStep,
        };
        _observer.Validated(done, score, isBest);
        return score;
    }

    private void Save(long done, Stopwatch clock, StepWindow window)
    {
        using var scope = NewDisposeScope();
        _state = _state with
        {
            Step = done,
            Seconds = _state.Seconds + clock.Elapsed.TotalSeconds,
            StepSeconds = _state.StepSeconds + window.TakeStepSeconds(),
            WaitSeconds = _state.WaitSeconds + window.TakeWaitSeconds(),
        };
        clock.Restart();
        _checkpoints.Save(_regime, _averaged, _state);
        _observer.Saved(done);
    }

    private CheckpointState? Restore()
    {
        using var scope = NewDisposeScope();
        if (_checkpoints.Latest() is not { } state) return null;
        _checkpoints.Restore(_regime, _averaged, state.Step);
        return state;
    }
}
