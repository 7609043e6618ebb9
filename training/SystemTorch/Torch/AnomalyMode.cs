namespace TorchSharp;

/// <summary>Until disposed, backward reports the forward operator behind an error or a NaN gradient. Slow: for finding faults.</summary>
public class AnomalyMode : IDisposable
{
    private readonly int _before = NativeApi.st_anomaly();
    private bool _left;

    public AnomalyMode(bool enabled, bool check_nan = true) => NativeApi.st_set_anomaly(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => (NativeApi.st_anomaly() & 1) != 0;

    public static bool ShouldCheckNaN => (NativeApi.st_anomaly() & 2) != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_left) return;
        _left = true;
        NativeApi.st_set_anomaly(_before & 1, _before & 2);
    }
}
