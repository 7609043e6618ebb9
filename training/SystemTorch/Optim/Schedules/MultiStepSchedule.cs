namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Times gamma at each milestone; one that is listed twice counts twice.</summary>
            private sealed class MultiStepSchedule : LRScheduler
            {
                private readonly int[] _milestones;
                private readonly double _gamma;

                internal MultiStepSchedule(Optimizer optimizer, IEnumerable<int> milestones, double gamma, int last_epoch, bool verbose) : base(optimizer, last_epoch, verbose)
                {
                    _milestones = [.. milestones];
                    _gamma = gamma;
                    step();
                }

                protected override IEnumerable<double> get_lr()
                {
                    var times = _milestones.Count(milestone => milestone == LastEpoch);
                    return CurrentRates.Select(rate => times == 0 ? rate : rate * Math.Pow(_gamma, times));
                }

                protected override IEnumerable<double> get_closed_form_lr() =>
                    BaseRates.Select(rate => rate * Math.Pow(_gamma, _milestones.Count(milestone => milestone <= LastEpoch)));
            }
        }
    }
}
