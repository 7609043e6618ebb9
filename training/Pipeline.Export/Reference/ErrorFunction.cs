namespace Pipeline.Export;

/// <summary>erf(x) = 2/√π · ∫₀ˣ exp(−t²) dt to a few units of the sixteenth digit.</summary>
internal static class ErrorFunction
{
    /// <summary>
    /// Below 2 the series of positive terms 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)) (NIST DLMF 7.6.2); from 2 on
    /// 1 − exp(−x²) / √π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))) (Abramowitz and Stegun 7.1.14), whose 64th term no longer counts there.
    /// </summary>
    public static double Erf(double x)
    {
        if (x < 0)
        {
            return -Erf(-x);
        }
        double scale = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        return x < 2 ? 2 * scale * Series(x) : x > 6 ? 1 : 1 - (scale / Fraction(x));
    }

    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > 1e-18 * sum; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return sum;
    }

    private static double Fraction(double x)
    {
        double value = x;
        for (int k = 64; k > 0; k--)
        {
            value = x + (k / 2.0 / value);
        }
        return value;
    }
}
