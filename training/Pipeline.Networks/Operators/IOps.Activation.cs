namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>max(x, 0).</summary>
    T Relu(T x);
}
