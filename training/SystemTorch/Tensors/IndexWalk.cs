using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>PyTorch's rules for x[a, b, …]: one dimension after the other, tensors kept for one index call at the end.</summary>
internal static class IndexWalk
{
    /// <summary>
    /// A view of the tensor by all numbers, slices, new dimensions and ellipses; tensors is null or holds, per dimension
    /// of the view, the index tensor or null. The view is a new object, to be disposed by the caller.
    /// </summary>
    internal static Tensor Apply(Tensor source, TensorIndex[] indices, out Tensor?[]? tensors)
    {
        var specified = indices.Sum(Dimensions);
        if (specified > source.ndim)
            throw new ArgumentException($"{specified} indices given for a tensor of {source.ndim} dimensions, shape [{string.Join(", ", source.shape)}]");
        var view = source.alias();
        var dim = 0;
        var folded = 0; // a mask of k dimensions is one entry of the list: k-1 dimensions have no entry of their own
        var found = new List<Tensor?>();
        foreach (var index in indices)
        {
            switch (index.Type)
            {
                case TensorIndex.Kind.Single:
                    Replace(ref view, view.select(dim, index.Start!.Value));
                    break;
                case TensorIndex.Kind.Slice:
                    Replace(ref view, Aten.Call(Ops.slice_Tensor, view, dim, index.Start, index.Stop, index.Step ?? 1));
                    dim++;
                    break;
                case TensorIndex.Kind.NewDimension:
                    Replace(ref view, view.unsqueeze(dim));
                    dim++;
                    break;
                case TensorIndex.Kind.Ellipsis:
                    dim += (int)source.ndim - specified;
                    break;
                case TensorIndex.Kind.Bool:
                    Replace(ref view, view.unsqueeze(dim));
                    Keep(found, dim++ - folded, new bool[] { index.Start != 0 });
                    break;
                default:
                    Keep(found, dim - folded, index.Index!);
                    dim += Dimensions(index);
                    folded += Dimensions(index) - 1;
                    break;
            }
        }
        tensors = found.Count == 0 ? null : [.. found];
        return view;
    }

    /// <summary>How many dimensions of the tensor an index uses up.</summary>
    private static int Dimensions(TensorIndex index) => index.Type switch
    {
        TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
        TensorIndex.Kind.Tensor when index.Index!.dtype is ScalarType.Bool or ScalarType.Byte => (int)index.Index.ndim,
        TensorIndex.Kind.Tensor => 1,
        _ => 0,
    };

    private static void Replace(ref Tensor view, Tensor next)
    {
        view.Dispose();
        view = next;
    }

    private static void Keep(List<Tensor?> found, int position, Tensor index)
    {
        while (found.Count < position) found.Add(null);
        found.Add(index);
    }

    /// <summary>view = value, with the leading dimensions of size 1 that assignment forgives.</summary>
    internal static void Copy(Tensor view, Tensor value)
    {
        if (value.ndim <= view.ndim)
        {
            view.copy_(value);
            return;
        }
        var skip = (int)(value.ndim - view.ndim);
        var sizes = value.shape;
        if (sizes.AsSpan(0, skip).ContainsAnyExcept(1L))
            throw new ArgumentException($"a value of shape [{string.Join(", ", sizes)}] does not fit a place of shape [{string.Join(", ", view.shape)}]");
        using var trimmed = value.reshape(sizes[skip..]);
        view.copy_(trimmed);
    }
}
