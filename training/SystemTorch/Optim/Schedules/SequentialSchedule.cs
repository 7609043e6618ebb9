namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>One schedule after the other; each begins at its milestone with its own step 0.</summary>
            private sealed class SequentialSchedule : LRScheduler
            {
                private readonly LRScheduler[] _schedulers;
                private readonly int[] _milestones;

                internal SequentialSchedule(Optimizer optimizer, LRScheduler[] schedulers, int[] milestones, int last_epoch)
                    : base(optimizer, last_epoch + 1, false)
                {
                    if (schedulers.Any(scheduler => scheduler.Optimizer != optimizer))
                        throw new ArgumentException("Found schedules of several optimisers; sequential schedules steer one.");
                    if (milestones.Length != schedulers.Length - 1)
                        throw new ArgumentException($"Found {schedulers.Length} schedules and {milestones.Length} milestones, expected one milestone fewer than schedules.");

                    _schedulers = schedulers;
                    _milestones = milestones;

                    // Each schedule took its first step when it was made: undo all, then take only the first schedule's.
                    foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate;
                    foreach (var scheduler in schedulers) scheduler.LastEpoch--;
                    schedulers[0].step();
                    SetLastRates(schedulers[0].get_last_lr());
                }

                protected override IEnumerable<double> get_lr()
                {
                    var current = _milestones.Count(milestone => milestone <= LastEpoch);
                    if (current > 0 && _milestones[current - 1] == LastEpoch) _schedulers[current].step(0);
                    else _schedulers[current].step();
                    return CurrentRates;
                }
            }
        }
    }
}
