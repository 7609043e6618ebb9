namespace TorchSharp;

public static partial class torch
{
    public static readonly ScalarType @bool = ScalarType.Bool;
    public static readonly ScalarType uint8 = ScalarType.Byte;
    public static readonly ScalarType int64 = ScalarType.Int64;
    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;

    private static Device? s_defaultDevice;

    /// <summary>libtorch's version.</summary>
    public static string __version__ => NativeApi.Version;

    public static void set_default_dtype(ScalarType dtype) => NativeApi.Check(NativeApi.st_set_default_dtype((int)dtype));

    public static ScalarType get_default_dtype() => (ScalarType)NativeApi.st_default_dtype();

    public static Device get_default_device() => s_defaultDevice ?? CPU;

    public static void set_default_device(Device device) => s_defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Whether tensors can be made on such a device here.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType is DeviceType.CPU or DeviceType.META || NativeApi.st_device_count((int)deviceType) > 0;

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"device '{new Device(deviceType)}' is not available with this libtorch ({__version__}); use cpu");
    }

    /// <summary>The device itself, or the default one for null; throws if it is not available.</summary>
    public static Device InitializeDevice(Device? device)
    {
        if (device is null) return get_default_device();
        if (device.type != DeviceType.CPU) InitializeDeviceType(device.type);
        return device;
    }

    public static int get_num_threads() => NativeApi.st_threads();

    /// <summary>Threads inside one operator. Set it before the first operator, on the thread that computes.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        NativeApi.st_set_threads(num);
    }

    /// <summary>Threads for running operators side by side; libtorch accepts it once, before any such work.</summary>
    public static void set_num_interop_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        NativeApi.Check(NativeApi.st_set_interop_threads(num));
    }

    public static void save(Tensor t, string location) => t.save(location);

    public static Tensor load(string location) => Tensor.load(location);

    public static bool cuda_is_available() => cuda.is_available();

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => is_available() && NativeApi.st_has(1) != 0;

        public static int device_count() => NativeApi.st_device_count((int)DeviceType.CUDA);

        /// <summary>Seeds the current CUDA device's generator.</summary>
        public static void manual_seed(long seed)
        {
            InitializeDeviceType(DeviceType.CUDA);
            using var generator = Generator.DefaultOf(CUDA);
            generator.manual_seed(seed);
        }

        public static void manual_seed_all(long seed)
        {
            for (var i = 0; i < device_count(); i++)
            {
                using var generator = Generator.DefaultOf(new Device(DeviceType.CUDA, i));
                generator.manual_seed(seed);
            }
        }

        /// <summary>Waits until the GPU has done all work of this process.</summary>
        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            NativeApi.Check(NativeApi.st_cuda_synchronize());
        }
    }

    public static class backends
    {
    }
}
