namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>First rate times (1 − step / total)^power, then zero.</summary>
            private sealed class PolynomialSchedule : LRScheduler
            {
                private readonly double _total;
                private readonly double _power;

                internal PolynomialSchedule(Optimizer optimizer, int total, double power, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _total = total;
                    _power = power;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    if (LastEpoch == 0 || LastEpoch > _total) return CurrentRates;
                    var factor = Math.Pow((1.0 - LastEpoch / _total) / (1.0 - (LastEpoch - 1) / _total), _power);
                    return CurrentRates.Select(rate => rate * factor);
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * Math.Pow(1.0 - Math.Min(_total, LastEpoch) / _total, _power));
            }
        }
    }
}
