namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>Repeats every pixel scale times along H and W: output (y, x) is input (y / scale, x / scale), rounded down.</summary>
    T UpsampleNearest2d(T x, int scale);
}
