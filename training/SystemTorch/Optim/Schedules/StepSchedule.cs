namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Times gamma every step_size steps.</summary>
            private sealed class StepSchedule : LRScheduler
            {
                private readonly int _stepSize;
                private readonly double _gamma;

                internal StepSchedule(Optimizer optimizer, int stepSize, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _stepSize = stepSize;
                    _gamma = gamma;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    var factor = LastEpoch == 0 || LastEpoch % _stepSize != 0 ? 1 : _gamma;
                    return CurrentRates.Select(rate => rate * factor);
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * Math.Pow(_gamma, LastEpoch / _stepSize));
            }
        }
    }
}
