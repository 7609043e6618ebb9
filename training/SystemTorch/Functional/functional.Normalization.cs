namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op BatchNormOp = new("batch_norm");
            private static readonly Op GroupNormOp = new("group_norm");
            private static readonly Op InstanceNormOp = new("instance_norm");
            private static readonly Op LayerNormOp = new("layer_norm");

            /// <param name="input">[N, C, ...].</param>
            /// <param name="running_mean">[C]; updated in place while training.</param>
            /// <param name="running_var">[C]; updated in place while training, with the unbiased variance.</param>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call(BatchNormOp, input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call(GroupNormOp, input, num_groups, weight, bias, eps, true);

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call(InstanceNormOp, input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call(LayerNormOp, input, normalized_shape, weight, bias, eps, true);
        }
    }
}
