namespace Pipeline.Networks;

// Reduced axes stay with size 1; negative axes count from the end.
public partial interface IOps<T>
{
    /// <summary>Sum over axes.</summary>
    T Sum(T x, params ReadOnlySpan<int> axes);

    /// <summary>Mean over axes.</summary>
    T Mean(T x, params ReadOnlySpan<int> axes);

    /// <summary>Largest value over axes; its gradient goes to one element, the first of the largest.</summary>
    T Max(T x, params ReadOnlySpan<int> axes);

    /// <summary>Smallest value over axes; its gradient goes to one element, the first of the smallest.</summary>
    T Min(T x, params ReadOnlySpan<int> axes);

    /// <summary>sqrt(Σ (x − mean)² / (n − 1)) over axes.</summary>
    T StandardDeviation(T x, params ReadOnlySpan<int> axes);
}
