namespace Pipeline.Export;

/// <summary>
/// A kernel that moves over the pixels of any number of axes: in window p, tap k lies on pixel p · stride − padding + k · dilation.
/// Convolution and pooling go from pixels to windows, transposed convolution from windows to pixels.
/// </summary>
/// <param name="Pixels">Sizes of the image.</param>
/// <param name="Windows">Number of windows along each axis.</param>
/// <param name="Kernel">Taps along each axis.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Padding">Pixels before the image that windows may cover.</param>
/// <param name="Dilation">Distance between taps.</param>
internal sealed record SlidingWindows(int[] Pixels, int[] Windows, int[] Kernel, int[] Stride, int[] Padding, int[] Dilation)
{
    /// <summary>As many windows as fit into the image with <paramref name="padding"/> at both ends.</summary>
    public static SlidingWindows Over(int[] pixels, int[] kernel, int[] stride, int[] padding, int[] dilation)
    {
        int[] windows = [.. pixels.Select((size, i) => ((size + (2 * padding[i]) - (dilation[i] * (kernel[i] - 1)) - 1) / stride[i]) + 1)];
        return new SlidingWindows(pixels, windows, kernel, stride, padding, dilation);
    }

    /// <summary>For every tap, row-major, the windows in which it lies inside the image, each with the pixel under it.</summary>
    public IEnumerable<(int Window, int Pixel)[]> Taps() => Enumerable.Range(0, ReferenceTensor.Count(Kernel)).Select(Pairs);

    private (int Window, int Pixel)[] Pairs(int tap)
    {
        (int Window, int Pixel)[] pairs = [(0, 0)];
        int rest = ReferenceTensor.Count(Kernel);
        for (int axis = 0; axis < Kernel.Length; axis++)
        {
            rest /= Kernel[axis];
            (int windows, int pixels, int stride) = (Windows[axis], Pixels[axis], Stride[axis]);
            int shift = (tap / rest % Kernel[axis] * Dilation[axis]) - Padding[axis];
            int[] inside = [.. Enumerable.Range(0, windows).Where(p => (p * stride) + shift >= 0 && (p * stride) + shift < pixels)];
            pairs = [.. pairs.SelectMany(pair => inside.Select(p => ((pair.Window * windows) + p, (pair.Pixel * pixels) + (p * stride) + shift)))];
        }
        return pairs;
    }
}
