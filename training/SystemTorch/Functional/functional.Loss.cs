namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op BinaryCrossEntropyOp = new("binary_cross_entropy");
            private static readonly Op BinaryCrossEntropyWithLogitsOp = new("binary_cross_entropy_with_logits");
            private static readonly Op CrossEntropyOp = new("cross_entropy_loss");
            private static readonly Op KlDivOp = new("kl_div");
            private static readonly Op L1LossOp = new("l1_loss");
            private static readonly Op MseLossOp = new("mse_loss");
            private static readonly Op NllLossOp = new("nll_loss_nd");
            private static readonly Op SmoothL1LossOp = new("smooth_l1_loss");

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.Call(BinaryCrossEntropyWithLogitsOp, input, target, weight, pos_weights, (long)reduction);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call(BinaryCrossEntropyOp, input, target, weight, (long)reduction);

            /// <param name="input">Logits [N, C, ...].</param>
            /// <param name="target">Class numbers [N, ...] (int64), or class probabilities [N, C, ...].</param>
            /// <param name="weight">One weight per class, [C].</param>
            /// <param name="ignore_index">Target value that takes no part; it need not be a class number.</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.Call(CrossEntropyOp, input, target, weight, (long)reduction, ignore_index, label_smoothing);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.Call(MseLossOp, input, target, (long)reduction);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.Call(L1LossOp, input, target, (long)reduction);

            /// <param name="input">Log-probabilities [N, C, ...].</param>
            /// <param name="target">Class numbers [N, ...] (int64); −100 takes no part.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call(NllLossOp, input, target, weight, (long)reduction, -100L);

            /// <param name="input">Log-probabilities.</param>
            /// <param name="target">Log-probabilities too unless <paramref name="log_target"/> is false. The default is not PyTorch's: pass it always.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.Call(KlDivOp, input, target, (long)reduction, log_target);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Aten.Call(SmoothL1LossOp, input, target, (long)reduction, beta);
        }
    }
}
