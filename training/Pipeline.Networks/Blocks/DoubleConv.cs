using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Twice [3×3 convolution, stride 1, padding 1, bias → norm → ReLU]: [N,i,H,W] → [N,o,H,W]. Keys: <c>KEY.{0,3}.*</c> for the
/// convolutions and <c>KEY.{1,4}.*</c> for the norms; without norms <c>KEY.{0,2}.*</c>.
/// </summary>
public sealed class DoubleConv : Block
{
    private readonly (Conv2d Convolution, Module<Tensor, Tensor>? Norm)[] _layers;

    /// <summary>A block from <paramref name="input"/> to <paramref name="output"/> channels.</summary>
    /// <param name="input">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="key">The authors' name of the sequence.</param>
    /// <param name="middle">Channels between the convolutions; null = <paramref name="output"/>.</param>
    /// <param name="norm">Makes the norm for a number of channels, batch or group norm or none; null = batch norm.</param>
    public DoubleConv(long input, long output, string key, long? middle = null, Func<long, Module<Tensor, Tensor>?>? norm = null)
        : base(nameof(DoubleConv))
    {
        norm ??= channels => BatchNorm2d(channels);
        long between = middle ?? output;
        _layers =
        [
            (Conv2d(input, between, 3, padding: 1), norm(between)),
            (Conv2d(between, output, 3, padding: 1), norm(output)),
        ];
        List<Module<Tensor, Tensor>> sequence = [];
        foreach ((Conv2d convolution, Module<Tensor, Tensor>? normalisation) in _layers)
        {
            sequence.Add(convolution);
            if (normalisation is not null)
            {
                sequence.Add(normalisation);
            }
            sequence.Add(ReLU());
        }
        register_module(key, Sequential([.. sequence]));
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x)
    {
        foreach ((Conv2d convolution, Module<Tensor, Tensor>? norm) in _layers)
        {
            x = ops.Conv2d(convolution, x);
            x = norm switch
            {
                BatchNorm2d batch => ops.BatchNorm2d(batch, x),
                GroupNorm group => ops.GroupNorm(group, x),
                _ => x,
            };
            x = ops.Relu(x);
        }
        return x;
    }
}
