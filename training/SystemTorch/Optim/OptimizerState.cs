using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public abstract void Initialize(OptimizerOptions options);

    public virtual void to(Device device) { }

    /// <summary>Writes whether there is a tensor, and the tensor.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads what <see cref="SaveConditionalStateTensor"/> wrote, in place of <paramref name="result"/>.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        result = null;
        if (!reader.ReadBoolean()) return;
        using var loaded = TensorExtensionMethods.Load(reader)!;
        result = Kept(loaded, device);
    }

    /// <summary>A copy on <paramref name="device"/> that outlives the current dispose scope.</summary>
    private protected static Tensor Kept(Tensor tensor, Device device)
    {
        using var noGrad = no_grad();
        return tensor.to(device, copy: true).DetachFromDisposeScope();
    }

    private protected static void Moved(ref Tensor? tensor, Device device)
    {
        if (tensor is null) return;
        var moved = Kept(tensor, device);
        tensor.Dispose();
        tensor = moved;
    }

    private protected static bool Close(Tensor? a, Tensor? b) => a is null || b is null ? a is null && b is null : allclose(a, b);
}
