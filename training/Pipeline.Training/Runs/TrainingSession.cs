using System.Security.Cryptography;
using Pipeline.Training.Checkpoints;
using Pipeline.Training.Configuration;
using Pipeline.Training.Devices;
using Pipeline.Training.Reports;
using Pipeline.Training.Validation;
using static TorchSharp.torch;

namespace Pipeline.Training.Runs;

/// <summary>One sitting of a run, from its newest checkpoint (or the seed) to the end, a cancellation or the time budget.</summary>
public static class TrainingSession
{
    public static TrainingOutcome Run(OpenRun run, ITrainingObserver observer, TimeSpan? timeBudget, CancellationToken cancellation) =>
        TrainingThread.Run(run.Settings.Training.Threads, () =>
        {
            using var held = run.Folder.Lock();
            manual_seed(run.Configuration.Seed);
            using var regime = run.Definition.Create(InputOf(run));
            ModuleCheck.AllRegistered(regime);
            using var trainer = new Trainer(regime, run.Settings.Training, run.Folder.Path, observer);
            var outcome = trainer.Run(timeBudget, cancellation);
            if (outcome.End == TrainingEnd.Completed) run.Folder.WriteResult(ResultOf(run, outcome.State));
            RunReport.Write(run.Folder);
            return outcome;
        });

    /// <summary>What the run's regime is built from; on the training thread.</summary>
    internal static RegimeInput InputOf(OpenRun run)
    {
        var device = TorchDevices.Open(run.Configuration.Device);
        var data = run.Data;
        return new RegimeInput
        {
            Settings = run.Settings,
            Seed = run.Configuration.Seed,
            Device = device,
            Dataset = data?.Description,
            Labelled = data?.Labelled ?? [],
            Unlabelled = data?.Unlabelled ?? [],
            Validator = data is { Validation.Count: > 0 } ? new DiceValidator(data.Validation, run.Folder.Card(), device) : null,
        };
    }

    private static RunResult ResultOf(OpenRun run, CheckpointState state)
    {
        var weights = run.Folder.Checkpoints.ServedWeights(state.Step);
        using var stream = File.OpenRead(weights);
        return new RunResult(
            state.Step, state.LastScore, state.BestScore, state.BestStep, state.LastValues,
            Convert.ToHexStringLower(SHA256.HashData(stream)), state.Seconds,
            state.StepSeconds > 0 ? state.WaitSeconds / state.StepSeconds : 0, state.StepSeconds / Math.Max(1, state.Step));
    }
}
