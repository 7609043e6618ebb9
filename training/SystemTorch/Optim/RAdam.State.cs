using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RAdam
{
    /// <summary>Running means of the gradient and its square, each of the parameter's shape.</summary>
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor exp_avg = null!;
        public Tensor exp_avg_sq = null!;

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = Zeros();
            exp_avg_sq = Zeros();
        }

        public override void to(Device device)
        {
            Moved(ref exp_avg!, device);
            Moved(ref exp_avg_sq!, device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            Dispose();
            step = from.step;
            exp_avg = Kept(from.exp_avg, _parameter.device);
            exp_avg_sq = Kept(from.exp_avg_sq, _parameter.device);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State o && step == o.step && Close(exp_avg, o.exp_avg) && Close(exp_avg_sq, o.exp_avg_sq);

        private Tensor Zeros() => zeros_like(_parameter).DetachFromDisposeScope();
    }
}
