namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op LinearOp = new("linear");
            private static readonly Op CosineSimilarityOp = new("cosine_similarity");
            private static readonly Op OneHotOp = new("one_hot");
            private static readonly Op NormOp = new("norm", "ScalarOpt_dim");
            private static readonly Op ClampMinOp = new("clamp_min");

            /// <summary>input·weightsᵀ + bias; input [..., in], weights [out, in].</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.Call(LinearOp, input, weights, bias);

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1E-08) =>
                Aten.Call(CosineSimilarityOp, x1, x2, dim, eps);

            /// <summary>input divided by its p-norm along <paramref name="dim"/>, which is taken to be at least <paramref name="eps"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = Aten.Call(NormOp, input, p, new[] { dim }, true);
                using var floor = Aten.Call(ClampMinOp, norm, eps);
                using var expanded = floor.expand_as(input);
                return input.div(expanded);
            }

            /// <summary>Class numbers [...] (int64) → [..., num_classes] of 0 and 1; −1 takes the largest number plus one.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call(OneHotOp, x, num_classes);
        }
    }
}
