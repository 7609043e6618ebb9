namespace Pipeline.Export;

/// <summary>One input to compare on: every input of the signature with the same shape.</summary>
/// <param name="Shape">[N,C,H,W] or [N,C,D,H,W].</param>
/// <param name="Values">Per input of the signature, row-major.</param>
public sealed record ParityInput(IReadOnlyList<int> Shape, IReadOnlyList<float[]> Values)
{
    /// <summary>Random inputs: uniform in [0,1], the range of a prepared image; the same for the same seed.</summary>
    /// <param name="shape">[N,C,H,W] or [N,C,D,H,W].</param>
    /// <param name="inputs">Inputs of the signature.</param>
    /// <param name="random">Seeded generator.</param>
    public static ParityInput Uniform(IReadOnlyList<int> shape, int inputs, Random random)
    {
        int count = shape.Aggregate(1, (product, size) => checked(product * size));
        float[][] values = [.. Enumerable.Range(0, inputs).Select(_ => Draw(count, random))];
        return new ParityInput(shape, values);
    }

    private static float[] Draw(int count, Random random)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = random.NextSingle();
        }
        return values;
    }
}
