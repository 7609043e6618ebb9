namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>First rate times a function of the step.</summary>
            private sealed class LambdaSchedule : LRScheduler
            {
                private readonly Func<int, double> _factor;

                internal LambdaSchedule(Optimizer optimizer, Func<int, double> factor, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _factor = factor;
                    step();
                }

                protected override IEnumerable<double> get_lr() => BaseRates.Select(rate => rate * _factor(LastEpoch));
            }
        }
    }
}
