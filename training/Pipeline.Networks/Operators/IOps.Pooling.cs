namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>Largest value of each kernel × kernel window; padding counts as −∞; a window that does not fit is left out.</summary>
    T MaxPool2d(T x, int kernel, int stride, int padding = 0);

    /// <summary><see cref="MaxPool2d"/> for [N,C,D,H,W].</summary>
    T MaxPool3d(T x, int kernel, int stride, int padding = 0);

    /// <summary>Mean of each kernel × kernel window; padding counts as 0; a window that does not fit is left out.</summary>
    T AvgPool2d(T x, int kernel, int stride, int padding = 0);

    /// <summary><see cref="AvgPool2d"/> for [N,C,D,H,W].</summary>
    T AvgPool3d(T x, int kernel, int stride, int padding = 0);

    /// <summary>Mean over all spatial axes: [N,C,…] → [N,C,1,…].</summary>
    T GlobalAvgPool(T x);

    /// <summary>Largest value over all spatial axes: [N,C,…] → [N,C,1,…].</summary>
    T GlobalMaxPool(T x);

    /// <summary>
    /// Mean over height × width windows that cover [N,C,H,W]: row i from ⌊i·H/height⌋ to ⌈(i+1)·H/height⌉. Exported for 1 × 1 at any
    /// size, otherwise for a fixed shape only.
    /// </summary>
    T AdaptiveAvgPool2d(T x, int height, int width);
}
