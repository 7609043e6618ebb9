using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>2-D cross-correlation with zero padding: stride, padding, dilation and groups as the module has them.</summary>
    T Conv2d(Conv2d m, T x);
}
