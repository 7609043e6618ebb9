namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>First rate times a factor that goes evenly from start to end within total steps.</summary>
            private sealed class LinearSchedule : LRScheduler
            {
                private readonly double _start;
                private readonly double _end;
                private readonly int _total;

                internal LinearSchedule(Optimizer optimizer, double start, double end, int total, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _start = start;
                    _end = end;
                    _total = total;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    if (LastEpoch == 0) return CurrentRates.Select(rate => rate * _start);
                    if (LastEpoch > _total) return CurrentRates;
                    var factor = 1.0 + (_end - _start) / (_total * _start + (LastEpoch - 1) * (_end - _start));
                    return CurrentRates.Select(rate => rate * factor);
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * (_start + (_end - _start) * Math.Min(_total, LastEpoch) / _total));
            }
        }
    }
}
