using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>(x − mean) / sqrt(variance + eps) · weight + bias per channel; running statistics in evaluation mode.</summary>
    T BatchNorm2d(BatchNorm2d m, T x);

    /// <summary><see cref="BatchNorm2d"/> for [N,C,D,H,W].</summary>
    T BatchNorm3d(BatchNorm3d m, T x);

    /// <summary>(x − mean) / sqrt(variance + eps) · weight + bias with the statistics of each sample and channel.</summary>
    T InstanceNorm2d(InstanceNorm2d m, T x);

    /// <summary><see cref="InstanceNorm2d"/> for [N,C,D,H,W].</summary>
    T InstanceNorm3d(InstanceNorm3d m, T x);

    /// <summary>(x − mean) / sqrt(variance + eps) · weight + bias with the statistics of each sample and group of channels.</summary>
    T GroupNorm(GroupNorm m, T x);

    /// <summary>(x − mean) / sqrt(variance + eps) · weight + bias with the statistics over the last axes, as many as the weight has.</summary>
    T LayerNorm(LayerNorm m, T x);
}
