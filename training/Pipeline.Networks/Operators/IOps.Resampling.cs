namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>Repeats every pixel scale times along H and W: output (y, x) is input (y / scale, x / scale), rounded down.</summary>
    T UpsampleNearest2d(T x, int scale);

    /// <summary><see cref="UpsampleNearest2d"/> for [N,C,D,H,W].</summary>
    T UpsampleNearest3d(T x, int scale);

    /// <summary>
    /// Bilinear ×scale along H and W. With <paramref name="alignCorners"/> the corner pixels' centres stay where they are,
    /// without it the image's edges do (a sample is at (i + ½) / scale − ½, the border repeated).
    /// </summary>
    T UpsampleBilinear2d(T x, int scale, bool alignCorners = false);

    /// <summary><see cref="UpsampleBilinear2d"/> with three axes, for [N,C,D,H,W].</summary>
    T UpsampleTrilinear3d(T x, int scale, bool alignCorners = false);

    /// <summary>Resizes the spatial axes of <paramref name="x"/> to those of <paramref name="like"/>, linearly or to the nearest pixel (rounded down).</summary>
    /// <param name="x">[N,C,…].</param>
    /// <param name="like">Gives the sizes; its values are not read.</param>
    /// <param name="linear">Linear, otherwise nearest.</param>
    /// <param name="alignCorners">As in <see cref="UpsampleBilinear2d"/>; only with <paramref name="linear"/>.</param>
    T ResizeLike(T x, T like, bool linear = false, bool alignCorners = false);

    /// <summary>
    /// Linear interpolation of <paramref name="x"/> at given points, 0 outside. Coordinates are in [−1, 1], x first: with
    /// <paramref name="alignCorners"/> ±1 is the centre of the outermost pixel, without it its outer edge.
    /// </summary>
    /// <param name="x">[N,C,H,W] or, from opset 20 on, [N,C,D,H,W].</param>
    /// <param name="grid">[N,H',W',2] or [N,D',H',W',3].</param>
    /// <param name="alignCorners">What ±1 means.</param>
    T GridSample(T x, T grid, bool alignCorners = false);

    /// <summary>Moves channels into space: [N,C·f²,H,W] → [N,C,f·H,f·W].</summary>
    T PixelShuffle(T x, int factor);
}
