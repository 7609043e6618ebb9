using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The momentum of one parameter; there is none before the first step.</summary>
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public Tensor? momentum_buffer;

        public void Dispose() => momentum_buffer?.Dispose();

        public override void Initialize(OptimizerOptions options)
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        public override void to(Device device) => Moved(ref momentum_buffer, device);

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        public override void LoadStateDict(BinaryReader reader) =>
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

        public override void LoadStateDict(OptimizerState source)
        {
            momentum_buffer?.Dispose();
            momentum_buffer = ((State)source).momentum_buffer is { } buffer ? Kept(buffer, _parameter.device) : null;
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State o && Close(momentum_buffer, o.momentum_buffer);

        /// <summary>The first gradient starts the momentum undamped, as PyTorch has it.</summary>
        internal Tensor Update(Tensor grad, double momentum, double dampening) => momentum_buffer is null
            ? momentum_buffer = grad.clone().DetachFromDisposeScope()
            : momentum_buffer.mul_(momentum).add_(grad, alpha: 1 - dampening);
    }
}
