namespace Pipeline.Export;

/// <summary>A plain array with a shape, row-major, double precision.</summary>
/// <param name="Shape">[N,C,H,W] or [N,C,D,H,W].</param>
/// <param name="Data">Elements, last axis fastest.</param>
public sealed record ReferenceTensor(int[] Shape, double[] Data)
{
    /// <summary>Zeros of a shape.</summary>
    public static ReferenceTensor Zeros(params int[] shape) =>
        new(shape, new double[shape.Aggregate(1, (product, size) => checked(product * size))]);
}
