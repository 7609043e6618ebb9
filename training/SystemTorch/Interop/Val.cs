using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One argument or result as the native half reads it: 16 bytes, struct Val of systemtorch.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Val
{
    internal ValTag Tag;
    internal int Length;
    internal long Bits;

    internal readonly double Double => BitConverter.Int64BitsToDouble(Bits);
}

internal enum ValTag
{
    None, Tensor, Int, Double, Bool, String, IntList, DoubleList, BoolList, TensorList, Device, Generator, Default, Complex,
}
