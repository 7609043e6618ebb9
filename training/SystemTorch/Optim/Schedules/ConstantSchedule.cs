namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>First rate times factor for total steps, then the first rate.</summary>
            private sealed class ConstantSchedule : LRScheduler
            {
                private readonly double _factor;
                private readonly int _total;

                internal ConstantSchedule(Optimizer optimizer, double factor, int total, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _factor = factor;
                    _total = total;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    var change = LastEpoch == 0 ? _factor : 1.0 / _factor;
                    return LastEpoch == 0 || LastEpoch == _total ? CurrentRates.Select(rate => rate * change) : CurrentRates;
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * (LastEpoch >= _total ? 1 : _factor));
            }
        }
    }
}
