namespace TorchSharp;

public static partial class torch
{
    /// <summary>A random number generator of libtorch (Mersenne Twister on the CPU, Philox on CUDA).</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <summary>A new generator with this seed, independent of the default one.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(device ?? CPU, fresh: true) => NativeApi.Check(NativeApi.st_generator_seed(_handle, seed));

        private Generator(Device device, bool fresh)
        {
            this.device = device;
            _handle = NativeApi.Check(NativeApi.st_generator((int)device.type, device.index, fresh ? 1 : 0));
        }

        ~Generator() => Dispose(false);

        /// <summary>The CPU generator that every operator without a generator of its own draws from.</summary>
        public static Generator Default => DefaultOf(CPU);

        public Device device { get; private set; }

        public IntPtr Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        internal static Generator DefaultOf(Device device) => new(device, fresh: false);

        /// <summary>The state as bytes (CPU: 5056 of them); set_state replays from there exactly.</summary>
        public Tensor get_state()
        {
            var state = new Tensor(NativeApi.Check(NativeApi.st_generator_state(Handle)));
            GC.KeepAlive(this);
            return state;
        }

        public void set_state(Tensor value)
        {
            NativeApi.Check(NativeApi.st_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        public Generator manual_seed(long seed)
        {
            NativeApi.Check(NativeApi.st_generator_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Draws a seed from the system, sets it and returns it.</summary>
        public long seed()
        {
            var seed = unchecked((long)NativeApi.st_generator_reseed(Handle));
            GC.KeepAlive(this);
            return seed;
        }

        public long initial_seed()
        {
            var seed = unchecked((long)NativeApi.st_generator_current(Handle));
            GC.KeepAlive(this);
            return seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0) NativeApi.st_generator_free(handle);
        }
    }
}
