namespace Pipeline.Training.Schedules;

/// <summary>
/// Factor of a loss weight by step: exp(−5 (1 − r)²) while r = step / (fraction · steps) is below 1, then 1 (Laine and Aila 2017).
/// Keeps an untrained network's own predictions from teaching it.
/// </summary>
public static class RampUp
{
    public static double At(long step, long steps, double fraction)
    {
        var length = fraction * steps;
        if (step >= length) return 1;
        var missing = 1 - step / length;
        return Math.Exp(-5 * missing * missing);
    }
}
