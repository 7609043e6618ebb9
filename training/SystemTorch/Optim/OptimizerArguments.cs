namespace TorchSharp.Modules;

/// <summary>Ranges of the optimisers' settings.</summary>
internal static class OptimizerArguments
{
    internal static void Check(double lr, (double, double) betas, double eps, double weightDecay)
    {
        NotNegative(lr, "lr");
        NotNegative(eps, "eps");
        NotNegative(weightDecay, "weight_decay");
        BelowOne(betas.Item1, "beta1");
        BelowOne(betas.Item2, "beta2");
    }

    internal static void NotNegative(double value, string name)
    {
        if (!(value >= 0)) throw new ArgumentException($"Found {name} = {value}, expected 0 or more.");
    }

    private static void BelowOne(double value, string name)
    {
        if (value is not (>= 0 and < 1)) throw new ArgumentException($"Found {name} = {value}, expected at least 0 and below 1.");
    }
}
