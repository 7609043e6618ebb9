namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op DropoutOp = new("dropout");
            private static readonly Op DropoutInPlaceOp = new("dropout_");
            private static readonly Op FeatureDropoutOp = new("feature_dropout");
            private static readonly Op FeatureDropoutInPlaceOp = new("feature_dropout_");
            private static readonly Op FeatureAlphaDropoutOp = new("feature_alpha_dropout");
            private static readonly Op FeatureAlphaDropoutInPlaceOp = new("feature_alpha_dropout_");

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(DropoutOp, DropoutInPlaceOp, input, p, training, inplace);

            /// <summary>Drops whole channels of [N, C, H, W].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(FeatureDropoutOp, FeatureDropoutInPlaceOp, input, p, training, inplace);

            /// <summary>Drops whole channels of [N, C, D, H, W].</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                input.ndim == 4 ? WithBatchAxis(input, x => dropout2d(x, p, training, inplace)) : dropout2d(input, p, training, inplace);

            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Drop(FeatureAlphaDropoutOp, FeatureAlphaDropoutInPlaceOp, input, p, training, inplace);

            private static Tensor Drop(Op op, Op inPlaceOp, Tensor input, double p, bool training, bool inplace)
            {
                if (p is not (>= 0 and <= 1)) throw new ArgumentException($"Found dropout probability {p}, expected a value from 0 to 1.", nameof(p));
                return inplace ? Aten.CallInPlace(input, inPlaceOp, p, training).alias() : Aten.Call(op, input, p, training);
            }

            private static Tensor WithBatchAxis(Tensor input, Func<Tensor, Tensor> apply)
            {
                using var batched = input.unsqueeze(0);
                using var result = apply(batched);
                return result.squeeze(0);
            }
        }
    }
}
