namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Several schedules at once: each changes what the others left.</summary>
            private sealed class ChainedSchedule : LRScheduler
            {
                private readonly LRScheduler[] _schedulers;

                internal ChainedSchedule(LRScheduler[] schedulers) : base(schedulers[0].Optimizer, -1, false)
                {
                    if (schedulers.Any(scheduler => scheduler.Optimizer != Optimizer))
                        throw new ArgumentException("Found schedules of several optimisers; chained schedules steer one.");
                    _schedulers = schedulers;
                    SetLastRates(CurrentRates);
                }

                public override void step()
                {
                    foreach (var scheduler in _schedulers) scheduler.step();
                    SetLastRates(CurrentRates);
                }
            }
        }
    }
}
