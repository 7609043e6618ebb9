using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves a module to a device or element type, in place, and returns it as the type it has.</summary>
/// <remarks>Parameters that change become new objects: make the optimiser after the move.</remarks>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Move(module, null, type);

    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module => Move(module, device, type);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Move(module, new Device(deviceType, deviceIndex), null);

    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Move(module, device, null);

    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Move(module, new Device(device), null);

    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Move(module, other.device, other.dtype);

    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, new Device(DeviceType.CPU), null);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Move(module, new Device(DeviceType.CUDA, deviceIndex), null);

    public static T @bool<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Bool);

    public static T @byte<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Byte);

    public static T @char<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Int8);

    public static T @short<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Int16);

    public static T @int<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Int32);

    public static T @long<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Int64);

    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Float16);

    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.BFloat16);

    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Float32);

    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.Float64);

    public static T cfloat<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.ComplexFloat32);

    public static T cdouble<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, null, ScalarType.ComplexFloat64);

    private static T Move<T>(T module, Device? device, ScalarType? dtype) where T : nn.Module => (T)module.MoveTo(device, dtype);
}
