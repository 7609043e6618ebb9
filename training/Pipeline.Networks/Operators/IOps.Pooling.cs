namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>Largest value of each kernel × kernel window, no padding; a window that does not fit is left out.</summary>
    T MaxPool2d(T x, int kernel, int stride);
}
