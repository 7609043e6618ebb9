using System.Numerics.Tensors;

using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Runs a 2-D network over the slices of a prepared volume: batches of [N,M,H,W], padded with zeros on the right and at the
/// bottom to the network's divisor. This is the one place where volumes [X,Y,Z] become network input (H = Y, W = X).
/// With <paramref name="flips"/> the output is the mean over a slice and its three mirror images.
/// </summary>
internal sealed class SliceRunner(IModelRunner runner, int channels, int divisor, int maxBatch, bool flips = false)
{
    private float[] _input = []; // [N,M,H,W]
    private float[] _output = []; // [N,C,H,W], C channels
    private float[] _mirrored = []; // [N,C,H,W] of a mirror image

    /// <summary>What to do with the class maps [C,H,W] (padded) of slice <paramref name="z"/>.</summary>
    public delegate void SliceHandler(int z, ReadOnlySpan<float> maps);

    /// <summary>Size of the network's input for slices of this size.</summary>
    public (int W, int H) Padded(int width, int height)
    {
        if (runner.FixedInput is not { } only)
            return (RoundUp(width), RoundUp(height));
        only.Require(width, height);
        return (only.W, only.H);
    }

    /// <summary>Runs every slice, in order.</summary>
    public void Run(IReadOnlyList<Volume<float>> modalities, SliceHandler handle, CancellationToken cancellation)
    {
        Size3 size = modalities[0].Size;
        (int w, int h) = Padded(size.X, size.Y);
        int inputStride = checked(modalities.Count * w * h);
        int outputStride = checked(channels * w * h);

        // Batches of equal size, or one slice more in the first ones: a small one left over at the end would need buffers of its own shape.
        int limit = runner.FixedInput?.N ?? maxBatch;
        int batches = (size.Z + limit - 1) / limit;
        int largest = runner.FixedInput?.N ?? (size.Z + batches - 1) / batches;
        Grow(ref _input, checked(largest * inputStride));
        Grow(ref _output, checked(largest * outputStride));
        for (int b = 0, z = 0; b < batches; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            int n = (size.Z / batches) + (b < size.Z % batches ? 1 : 0);
            int run = runner.FixedInput?.N ?? n; // a model of one batch size gets empty slices behind the last ones
            Span<float> input = _input.AsSpan(0, run * inputStride);
            Span<float> output = _output.AsSpan(0, run * outputStride);
            Fill(modalities, z, n, input, w, h);
            runner.Run(input, run, h, w, output);
            if (flips)
                AverageMirrorImages(input, run, h, w, output);
            for (int i = 0; i < n; i++)
                handle(z + i, output.Slice(i * outputStride, outputStride));
            z += n;
        }
    }

    // Each image is one turn away from the last; the input is left turned.
    private void AverageMirrorImages(Span<float> input, int run, int h, int w, Span<float> output)
    {
        Mirror.X(input, w);
        AddMirrorImage(input, run, h, w, output, x: true, y: false);
        Mirror.Y(input, w, h);
        AddMirrorImage(input, run, h, w, output, x: true, y: true);
        Mirror.X(input, w);
        AddMirrorImage(input, run, h, w, output, x: false, y: true);
        TensorPrimitives.Multiply(output, 0.25f, output);
    }

    private void AddMirrorImage(ReadOnlySpan<float> input, int run, int h, int w, Span<float> output, bool x, bool y)
    {
        Grow(ref _mirrored, output.Length);
        Span<float> mirrored = _mirrored.AsSpan(0, output.Length);
        runner.Run(input, run, h, w, mirrored);
        if (x)
            Mirror.X(mirrored, w);
        if (y)
            Mirror.Y(mirrored, w, h);
        TensorPrimitives.Add(output, mirrored, output);
    }

    private static void Fill(IReadOnlyList<Volume<float>> modalities, int z, int n, Span<float> input, int w, int h)
    {
        input.Clear();
        Size3 size = modalities[0].Size;
        int plane = w * h;
        for (int i = 0; i < n; i++)
        {
            for (int m = 0; m < modalities.Count; m++)
            {
                Span<float> target = input.Slice(((i * modalities.Count) + m) * plane, plane);
                Span<float> slice = modalities[m].Slice(z + i);
                for (int y = 0; y < size.Y; y++)
                    slice.Slice(y * size.X, size.X).CopyTo(target[(y * w)..]);
            }
        }
    }

    private int RoundUp(int length) => checked((length + divisor - 1) / divisor * divisor);

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
