using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor: one counted reference to libtorch's. It belongs to the dispose scope that was on top of the thread's
    /// stack when it was made; outside every scope it is released by Dispose or, late, by the finaliser.
    /// </summary>
    [SuppressMessage("Design", "MA0077:A class that provides Equals(T) should implement IEquatable<T>", Justification = "TorchSharp's Tensor does not: == and != give tensors here.")]
    public partial class Tensor : IDisposable
    {
        private nint _handle;
        private long _pressure;

        /// <summary>Takes over one reference count of a native handle.</summary>
        internal Tensor(IntPtr handle)
        {
            _handle = handle;
            DisposeScopeManager.Current.Register(this);
        }

        ~Tensor() => Dispose(false);

        internal DisposeScope? OwningDisposeScope { get; set; }

        public bool IsInvalid => _handle == 0;

        public IntPtr Handle => _handle != 0 ? _handle
            : throw new ObjectDisposedException(nameof(Tensor), "the tensor was disposed (by Dispose or by the end of the dispose scope that held it)");

        public void Dispose()
        {
            if (_handle == 0) return;
            DisposeScopeManager.Disposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) return;
            RemovePressure();
            NativeApi.st_release(handle);
        }

        /// <summary>Takes the reference out of this object, which is invalid afterwards (a Parameter made of a tensor).</summary>
        internal IntPtr MoveHandle()
        {
            var handle = NativeApi.st_retain(Handle);
            Dispose();
            return handle;
        }

        /// <summary>A second managed object for the same native tensor.</summary>
        internal Tensor AnotherReference()
        {
            var same = new Tensor(NativeApi.st_retain(Handle));
            GC.KeepAlive(this);
            return same;
        }

        /// <summary>Releases the native memory at the end of a scope; the scope keeps the books.</summary>
        internal void Release() => Dispose(true);

        /// <summary>In a scope: no finaliser and no weight on the garbage collector are needed.</summary>
        internal void EnteredScope()
        {
            GC.SuppressFinalize(this);
            RemovePressure();
        }

        internal void LeftScope()
        {
            GC.ReRegisterForFinalize(this);
            AddPressure();
        }

        /// <summary>
        /// The collector sees an object of 40 bytes; without its real size, tensors that nobody disposes pile up to
        /// gigabytes before the finaliser gets to them.
        /// </summary>
        internal void AddPressure()
        {
            if (_pressure != 0) return;
            _pressure = NativeApi.st_numel(_handle) * NativeApi.st_itemsize(_handle);
            if (_pressure > 0) GC.AddMemoryPressure(_pressure);
        }

        private void RemovePressure()
        {
            if (_pressure > 0) GC.RemoveMemoryPressure(_pressure);
            _pressure = 0;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } owner) owner.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }
    }
}
