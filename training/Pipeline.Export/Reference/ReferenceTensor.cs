namespace Pipeline.Export;

/// <summary>A plain array with a shape, row-major, double precision.</summary>
/// <param name="Shape">[N,C,H,W] or [N,C,D,H,W].</param>
/// <param name="Data">Elements, last axis fastest.</param>
public sealed record ReferenceTensor(int[] Shape, double[] Data)
{
    /// <summary>Zeros of a shape.</summary>
    public static ReferenceTensor Zeros(params int[] shape) => new(shape, new double[Count(shape)]);

    /// <summary>"2×3×4".</summary>
    internal string Sizes => string.Join('×', Shape);

    internal static int Count(ReadOnlySpan<int> shape)
    {
        int count = 1;
        foreach (int size in shape)
        {
            count = checked(count * size);
        }
        return count;
    }

    /// <summary>The axis that a possibly negative number means.</summary>
    internal int Axis(int axis) => axis < 0 ? axis + Shape.Length : axis;

    /// <summary>The same shape with another size on one axis.</summary>
    internal int[] With(int axis, int size)
    {
        int[] shape = [.. Shape];
        shape[axis] = size;
        return shape;
    }

    /// <summary>The pixels of one channel of one sample; index = n · C + c.</summary>
    internal Span<double> Plane(int index)
    {
        int length = Count(Shape.AsSpan(2));
        return Data.AsSpan(index * length, length);
    }

    /// <summary>y[…,i,…] = Σ weight · x[…,index,…] over the i-th list of terms.</summary>
    internal ReferenceTensor Mix(int axis, (int Index, double Weight)[][] terms)
    {
        ReferenceTensor y = Zeros(With(axis, terms.Length));
        int size = Shape[axis], inner = Count(Shape.AsSpan(axis + 1));
        for (int i = 0; i < y.Data.Length; i++)
        {
            int outer = i / (inner * terms.Length);
            foreach ((int index, double weight) in terms[i / inner % terms.Length])
            {
                y.Data[i] += weight * Data[(((outer * size) + index) * inner) + (i % inner)];
            }
        }
        return y;
    }

    /// <summary>y[…,i,…] = x[…,indices[i],…]; an index of −1 gives <paramref name="outside"/>.</summary>
    internal ReferenceTensor Take(int axis, int[] indices, double outside = 0)
    {
        ReferenceTensor y = Zeros(With(axis, indices.Length));
        int size = Shape[axis], inner = Count(Shape.AsSpan(axis + 1));
        for (int i = 0; i < y.Data.Length; i++)
        {
            int outer = i / (inner * indices.Length), index = indices[i / inner % indices.Length];
            y.Data[i] = index < 0 ? outside : Data[(((outer * size) + index) * inner) + (i % inner)];
        }
        return y;
    }

    /// <summary>A copy whose axis i is axis axes[i] of this.</summary>
    internal ReferenceTensor Permute(params int[] axes)
    {
        ReferenceTensor y = Zeros(Array.ConvertAll(axes, axis => Shape[axis]));
        for (int i = 0; i < y.Data.Length; i++)
        {
            int[] index = new int[axes.Length];
            for (int axis = axes.Length - 1, rest = i; axis >= 0; rest /= y.Shape[axis--])
            {
                index[axes[axis]] = rest % y.Shape[axis];
            }
            int source = 0;
            for (int axis = 0; axis < axes.Length; axis++)
            {
                source = (source * Shape[axis]) + index[axis];
            }
            y.Data[i] = Data[source];
        }
        return y;
    }

    /// <summary>Two arrays of one shape, as NumPy broadcasts them; the last <paramref name="kept"/> axes stay as they are.</summary>
    internal static (ReferenceTensor A, ReferenceTensor B) Broadcast(ReferenceTensor a, ReferenceTensor b, int kept = 0)
    {
        int rank = Math.Max(a.Shape.Length, b.Shape.Length);
        ReferenceTensor left = a.Leading(rank), right = b.Leading(rank);
        for (int axis = 0; axis < rank - kept; axis++)
        {
            if (left.Shape[axis] == right.Shape[axis])
            {
                continue;
            }
            if (left.Shape[axis] != 1 && right.Shape[axis] != 1)
            {
                throw new ArgumentException($"Found {a.Sizes} beside {b.Sizes}; sizes of an axis, matched from the last, must be equal or 1.");
            }
            left = left.Shape[axis] == 1 ? left.Take(axis, new int[right.Shape[axis]]) : left;
            right = right.Shape[axis] == 1 ? right.Take(axis, new int[left.Shape[axis]]) : right;
        }
        return (left, right);
    }

    /// <summary>The same elements with axes of size 1 in front.</summary>
    private ReferenceTensor Leading(int rank) => this with { Shape = [.. Enumerable.Repeat(1, rank - Shape.Length), .. Shape] };
}
