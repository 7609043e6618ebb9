namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Half a cosine from the first rate down to the least within half a period, and up again.</summary>
            private sealed class CosineAnnealingSchedule : LRScheduler
            {
                private readonly double _half;
                private readonly double _least;

                internal CosineAnnealingSchedule(Optimizer optimizer, double half, double least, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _half = half;
                    _least = least;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    if (LastEpoch == 0) return CurrentRates;
                    if ((LastEpoch - 1 - _half) % (2 * _half) == 0)
                        return CurrentRates.Zip(BaseRates, (rate, first) => rate + (first - _least) * (1 - Math.Cos(Math.PI / _half)) / 2);

                    var (now, before) = (1 + Math.Cos(Math.PI * LastEpoch / _half), 1 + Math.Cos(Math.PI * (LastEpoch - 1) / _half));
                    return CurrentRates.Select(rate => now / before * (rate - _least) + _least);
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => _least + (rate - _least) * (1 + Math.Cos(Math.PI * LastEpoch / _half)) / 2);
            }
        }
    }
}
