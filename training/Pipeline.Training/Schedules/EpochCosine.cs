namespace Pipeline.Training.Schedules;

/// <summary>
/// The schedule of the semi-supervised paper's code, constant within an epoch e = 0, 1, …: linear from <paramref name="Start"/> to the
/// peak over <paramref name="WarmUpEpochs"/> W, then half a cosine: η + (peak − η)(1 + cos(π(e − W − 1)/(E − W)))/2. Epochs W and W + 1 are
/// both at the peak.
/// </summary>
public sealed record EpochCosine(double Peak, double Start, double Minimum, double WarmUpEpochs, double Epochs)
{
    public double At(long epoch) => epoch <= WarmUpEpochs
        ? Start + (Peak - Start) * (WarmUpEpochs > 0 ? epoch / WarmUpEpochs : 1)
        : Minimum + (Peak - Minimum) * (1 + Math.Cos(Math.PI * (epoch - WarmUpEpochs - 1) / (Epochs - WarmUpEpochs))) / 2;
}
