using TorchSharp.Modules;

namespace Pipeline.Networks;

// Active in training; nothing in an exported graph and in the reference interpreter.
public partial interface IOps<T>
{
    /// <summary>Zeroes elements.</summary>
    T Dropout(Dropout m, T x);

    /// <summary>Zeroes whole channels of [N,C,H,W].</summary>
    T Dropout2d(Dropout2d m, T x);

    /// <summary>Zeroes whole channels of [N,C,D,H,W].</summary>
    T Dropout3d(Dropout3d m, T x);
}
