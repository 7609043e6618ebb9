using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace Pipeline.Networks;

/// <summary>The training interpreter: every operator is TorchSharp's own, so gradients and train/eval modes are as usual.</summary>
public sealed partial class TorchOps : IOps<Tensor>
{
    private readonly LayerNames? _names;
    private readonly Action<string, Tensor>? _observer;
    private readonly bool _bfloat16;

    private TorchOps(bool bfloat16 = false) => _bfloat16 = bfloat16;

    /// <summary>An interpreter that shows every intermediate result to an observer, under its layer name.</summary>
    /// <param name="names">Fresh names of the network that will run.</param>
    /// <param name="observer">Called in order of execution; the tensor belongs to the run.</param>
    public TorchOps(LayerNames names, Action<string, Tensor> observer)
    {
        _names = names;
        _observer = observer;
    }

    /// <summary>The plain interpreter; holds no state.</summary>
    public static TorchOps Instance { get; } = new();

    /// <summary>
    /// Mixed precision for training: convolutions in bfloat16, from weights that stay float32; batch norms keep float32 statistics. What follows a
    /// convolution stays bfloat16, outputs too: see <see cref="Widened"/>. For networks of convolutions, batch norms, ReLU, pooling,
    /// nearest upsampling and concatenation; a linear layer after a convolution is refused by Torch, because the types differ.
    /// </summary>
    public static TorchOps BFloat16 { get; } = new(bfloat16: true);

    /// <inheritdoc/>
    public IDisposable Enter(nn.Module block) => _names?.Enter(block) ?? Nothing.Instance;

    /// <inheritdoc/>
    public void CheckInput(ExportableNetwork network, Tensor x) => network.Signature.Check(network.GetName(), x.shape);

    /// <summary>An output as a loss wants it: bfloat16 becomes float32, other types stay.</summary>
    public static Tensor Widened(Tensor output) => output.dtype == ScalarType.BFloat16 ? output.to(ScalarType.Float32) : output;

    [return: NotNullIfNotNull(nameof(x))]
    private static Tensor? Low(Tensor? x) => x?.to(ScalarType.BFloat16);

    private Tensor Show(string operatorName, nn.Module? module, Tensor y)
    {
        if (_observer is not null)
        {
            _observer(_names!.Next(operatorName, module), y);
        }
        return y;
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
