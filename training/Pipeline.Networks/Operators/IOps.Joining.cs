namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>Concatenation along the channel axis (1), in the order given.</summary>
    T Concat(params ReadOnlySpan<T> xs);

    /// <summary>Concatenation along any axis, in the order given.</summary>
    T Concat(int axis, params ReadOnlySpan<T> xs);
}
