namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op PadOp = new("pad");

            /// <param name="pad">(before, after) for the last axis, then for the last but one, and so on; negative values crop.</param>
            /// <param name="mode">Reflect, Replicate and Circular need the channel axis left alone.</param>
            /// <param name="value">What Constant fills in.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Aten.Call(PadOp, input, pad, "constant", value),
                PaddingModes.Zeros => Aten.Call(PadOp, input, pad, "constant", 0.0),
                PaddingModes.Reflect => Aten.Call(PadOp, input, pad, "reflect"),
                PaddingModes.Replicate => Aten.Call(PadOp, input, pad, "replicate"),
                PaddingModes.Circular => Aten.Call(PadOp, input, pad, "circular"),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected Zeros, Constant, Reflect, Replicate or Circular."),
            };

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Pads every axis by <paramref name="pad"/> on both sides, batch and channel included.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [.. Enumerable.Repeat(pad, 2 * (int)input.ndim)], mode, value);
        }
    }
}
