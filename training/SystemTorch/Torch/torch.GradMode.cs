namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until disposed, operators on this thread record nothing for backward.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => NativeApi.st_grad_mode() != 0;

    /// <summary>Like no_grad, and results can never take part in autograd later. Dispose on the same thread, innermost first.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = NativeApi.st_grad_mode();
        private bool _left;

        internal GradMode(bool enabled) => NativeApi.st_set_grad_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_left) return;
            _left = true;
            NativeApi.st_set_grad_mode(_before);
        }
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = NativeApi.st_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            var guard = Interlocked.Exchange(ref _guard, 0);
            if (guard != 0) NativeApi.st_inference_leave(guard);
        }
    }
}
