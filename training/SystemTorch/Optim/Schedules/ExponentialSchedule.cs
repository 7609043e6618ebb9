namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Times gamma at every step.</summary>
            private sealed class ExponentialSchedule : LRScheduler
            {
                private readonly double _gamma;

                internal ExponentialSchedule(Optimizer optimizer, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _gamma = gamma;
                    step();
                }

                protected override IEnumerable<double> get_lr() =>
                    LastEpoch == 0 ? CurrentRates : CurrentRates.Select(rate => rate * _gamma);

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * Math.Pow(_gamma, LastEpoch));
            }
        }
    }
}
