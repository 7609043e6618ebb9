namespace TorchSharp.Modules;

/// <summary>Mirrors [N, C, H, W] at its border, without repeating the border; padding (left, right, top, bottom).</summary>
public sealed class ReflectionPad2d : PadBase
{
    internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding) { }
}
