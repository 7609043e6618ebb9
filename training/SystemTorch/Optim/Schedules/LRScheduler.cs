namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the rates of an optimiser's groups, one step at a time; the first step is taken when it is made.</summary>
            public abstract class LRScheduler
            {
                private readonly bool _verbose;
                private readonly double[] _baseRates;
                private double[] _lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    LastEpoch = last_epoch;
                    _verbose = verbose;
                    _baseRates = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _lastRates = [.. CurrentRates];
                }

                internal Optimizer Optimizer { get; }

                /// <summary>Number of the current step; 0 after the first.</summary>
                internal int LastEpoch { get; set; }

                /// <summary>The rates that the groups began with.</summary>
                private protected IReadOnlyList<double> BaseRates => _baseRates;

                /// <summary>The rates that the groups have now.</summary>
                private protected IEnumerable<double> CurrentRates => Optimizer.ParamGroups.Select(group => group.LearningRate);

                public virtual void step() => step(null);

                /// <param name="epoch">Jumps to this step; null goes on to the next.</param>
                public virtual void step(int? epoch)
                {
                    LastEpoch = epoch ?? LastEpoch + 1;
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    foreach (var (group, rate) in Optimizer.ParamGroups.Zip(rates)) group.LearningRate = rate;
                    if (_verbose && !rates.AsSpan().SequenceEqual(_lastRates)) Console.WriteLine($"Adjusting learning rate to {string.Join(", ", rates)}");
                    _lastRates = rates;
                }

                /// <param name="current">A measure; only schedules that watch one look at it.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that the last step set.</summary>
                public IEnumerable<double> get_last_lr() => _lastRates;

                /// <summary>The rates of step <see cref="LastEpoch"/>, by the ones before.</summary>
                protected virtual IEnumerable<double> get_lr() => CurrentRates;

                /// <summary>The rates of step <see cref="LastEpoch"/>, by the first ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void SetLastRates(IEnumerable<double> rates) => _lastRates = [.. rates];
            }
        }
    }
}
