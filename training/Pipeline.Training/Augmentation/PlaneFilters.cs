using System.Buffers;
using Pipeline.Imaging;

namespace Pipeline.Training.Augmentation;

/// <summary>Filters of one plane [size, size] in place.</summary>
internal static class PlaneFilters
{
    /// <summary>Separable Gaussian of standard deviation <paramref name="sigma"/> pixels, cut at 3 sigma, edge values repeated.</summary>
    public static void GaussianBlur(Span<float> image, int size, float sigma)
    {
        var radius = Math.Max(1, (int)MathF.Ceiling(3 * sigma));
        Span<float> kernel = stackalloc float[2 * radius + 1];
        float total = 0;
        for (var i = -radius; i <= radius; i++)
        {
            kernel[i + radius] = MathF.Exp(-i * i / (2 * sigma * sigma));
            total += kernel[i + radius];
        }
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= total;

        var buffer = ArrayPool<float>.Shared.Rent(image.Length);
        var rows = buffer.AsSpan(0, image.Length);
        // Vertical first, as weighted sums of whole rows, which the JIT vectorises; then along the rows.
        for (var y = 0; y < size; y++)
        {
            var target = rows.Slice(y * size, size);
            target.Clear();
            for (var k = -radius; k <= radius; k++)
            {
                var source = image.Slice(Math.Clamp(y + k, 0, size - 1) * size, size);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(source, kernel[k + radius], target, target);
            }
        }
        for (var y = 0; y < size; y++)
        {
            var source = rows.Slice(y * size, size);
            var target = image.Slice(y * size, size);
            for (var x = 0; x < size; x++)
            {
                float sum = 0;
                for (var k = -radius; k <= radius; k++) sum += kernel[k + radius] * source[Math.Clamp(x + k, 0, size - 1)];
                target[x] = sum;
            }
        }
        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>Down by <paramref name="factor"/> and up again, both linearly: detail below factor pixels is lost, as in a coarser scan.</summary>
    public static void LowResolution(Span<float> image, int size, double factor)
    {
        var small = Math.Max(2, (int)Math.Round(size / factor));
        if (small >= size) return;
        var buffer = ArrayPool<float>.Shared.Rent(small * small);
        var coarse = buffer.AsSpan(0, small * small);
        Resampling.LinearPlane(image, size, size, coarse, small, small);
        Resampling.LinearPlane(coarse, small, small, image, size, size);
        ArrayPool<float>.Shared.Return(buffer);
    }
}
