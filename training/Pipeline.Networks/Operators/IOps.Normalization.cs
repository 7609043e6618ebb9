using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>(x − mean) / sqrt(variance + eps) · weight + bias per channel; running statistics in evaluation mode.</summary>
    T BatchNorm2d(BatchNorm2d m, T x);
}
