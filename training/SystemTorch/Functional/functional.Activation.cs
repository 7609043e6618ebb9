using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op EluOp = new("elu");
            private static readonly Op EluInPlaceOp = new("elu_");
            private static readonly Op GeluOp = new("gelu");
            private static readonly Op GeluInPlaceOp = new("gelu_");
            private static readonly Op LeakyReluOp = new("leaky_relu");
            private static readonly Op LeakyReluInPlaceOp = new("leaky_relu_");
            private static readonly Op LogSigmoidOp = new("log_sigmoid");
            private static readonly Op ReluOp = new("relu");
            private static readonly Op ReluInPlaceOp = new("relu_");
            private static readonly Op SigmoidOp = new("sigmoid");
            private static readonly Op SigmoidInPlaceOp = new("sigmoid_");
            private static readonly Op SiluOp = new("silu");
            private static readonly Op SiluInPlaceOp = new("silu_");
            private static readonly Op SoftplusOp = new("softplus");
            private static readonly Op SoftmaxOp = new("softmax", "int");
            private static readonly Op LogSoftmaxOp = new("log_softmax", "int");
            private static readonly Op PreluOp = new("prelu");

            // An in-place activation returns a fresh handle to the same storage, so that the caller may dispose
            // input and output independently (Sequential does).

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Aten.CallInPlace(x, EluInPlaceOp, alpha).alias() : Aten.Call(EluOp, x, alpha);

            public static Tensor gelu(Tensor x) => Aten.Call(GeluOp, x);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
            {
                var name = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Aten.CallInPlace(x, GeluInPlaceOp, name).alias() : Aten.Call(GeluOp, x, name);
            }

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => inplace
                ? Aten.CallInPlace(input, LeakyReluInPlaceOp, negative_slope).alias()
                : Aten.Call(LeakyReluOp, input, negative_slope);

            public static Tensor logsigmoid(Tensor x) => Aten.Call(LogSigmoidOp, x);

            public static Tensor log_softmax(Tensor x, long dim) => Aten.Call(LogSoftmaxOp, x, dim);

            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? Aten.CallInPlace(x, ReluInPlaceOp).alias() : Aten.Call(ReluOp, x);

            public static Tensor sigmoid(Tensor x) => Aten.Call(SigmoidOp, x);

            public static Tensor sigmoid(Tensor x, bool inplace) =>
                inplace ? Aten.CallInPlace(x, SigmoidInPlaceOp).alias() : Aten.Call(SigmoidOp, x);

            public static Tensor silu(Tensor x, bool inplace = false) =>
                inplace ? Aten.CallInPlace(x, SiluInPlaceOp).alias() : Aten.Call(SiluOp, x);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.Call(SoftmaxOp, input, dim, dtype);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Aten.Call(SoftplusOp, x, beta, threshold);

            /// <summary>x where positive, weight·x elsewhere; one weight in all or one per channel (axis 1).</summary>
            internal static Tensor prelu(Tensor x, Tensor weight) => Aten.Call(PreluOp, x, weight);
        }
    }
}
