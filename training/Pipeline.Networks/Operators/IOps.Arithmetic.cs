namespace Pipeline.Networks;

// Two values are broadcast as in NumPy: axes are matched from the last one, an axis of size 1 is repeated.
public partial interface IOps<T>
{
    /// <summary>a + b.</summary>
    T Add(T a, T b);

    /// <summary>a + b with a number.</summary>
    T Add(T a, double b);

    /// <summary>a − b.</summary>
    T Sub(T a, T b);

    /// <summary>a · b.</summary>
    T Mul(T a, T b);

    /// <summary>a · b with a number.</summary>
    T Mul(T a, double b);

    /// <summary>a / b.</summary>
    T Div(T a, T b);

    /// <summary>The larger of two values.</summary>
    T Maximum(T a, T b);

    /// <summary>The smaller of two values.</summary>
    T Minimum(T a, T b);

    /// <summary>1 where a > b, otherwise 0; has no gradient.</summary>
    T Greater(T a, T b);

    /// <summary>The nearest value within [min, max].</summary>
    T Clamp(T x, double min, double max);

    /// <summary>|x|.</summary>
    T Abs(T x);

    /// <summary>eˣ.</summary>
    T Exp(T x);

    /// <summary>Natural logarithm.</summary>
    T Log(T x);

    /// <summary>Square root.</summary>
    T Sqrt(T x);
}
