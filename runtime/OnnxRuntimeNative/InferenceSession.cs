namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs may overlap; the session must outlive them and every binding made from it.</summary>
public unsafe partial class InferenceSession : IDisposable
{
    private readonly SessionNodes _inputs;
    private readonly SessionNodes _outputs;
    private readonly SessionNodes _overridable;
    private readonly Lazy<ModelMetadata> _metadata;
    private nint _handle;

    public InferenceSession(string modelPath)
        : this(modelPath, null!)
    {
    }

    public InferenceSession(byte[] model)
        : this(model, null!)
    {
    }

    public InferenceSession(string modelPath, SessionOptions options)
        : this(options, (environment, settings) =>
        {
            nint made;
            fixed (byte* path = NativeText.Path(modelPath))
                Ort.Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)Ort.Api[Ort.CreateSession])(environment, path, settings, &made));
            return made;
        })
    {
    }

    public InferenceSession(byte[] model, SessionOptions options)
        : this(options, (environment, settings) =>
        {
            nint made;
            fixed (byte* bytes = model)
                Ort.Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)Ort.Api[Ort.CreateSessionFromArray])(environment, bytes, (nuint)model.Length, settings, &made));
            return made;
        })
    {
    }

    private InferenceSession(SessionOptions? options, Func<nint, nint, nint> open)
    {
        using SessionOptions? own = options is null ? new SessionOptions() : null;
        _handle = open(OrtEnv.Instance().Pointer(), (options ?? own!).Pointer());
        GC.KeepAlive(options);
        _inputs = new SessionNodes(_handle, "Input", Ort.SessionGetInputCount, Ort.SessionGetInputName, Ort.SessionGetInputTypeInfo);
        _outputs = new SessionNodes(_handle, "Output", Ort.SessionGetOutputCount, Ort.SessionGetOutputName, Ort.SessionGetOutputTypeInfo);
        _overridable = new SessionNodes(_handle, "Initializer", Ort.SessionGetOverridableInitializerCount, Ort.SessionGetOverridableInitializerName, Ort.SessionGetOverridableInitializerTypeInfo);
        _metadata = new Lazy<ModelMetadata>(() => new ModelMetadata(Handle));
    }

    ~InferenceSession() => Dispose(disposing: false);

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs.Metadata;

    public IReadOnlyList<string> InputNames => _inputs.Names;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs.Metadata;

    public IReadOnlyList<string> OutputNames => _outputs.Names;

    public IReadOnlyDictionary<string, NodeMetadata> OverridableInitializerMetadata => _overridable.Metadata;

    public ModelMetadata ModelMetadata => _metadata.Value;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    public OrtIoBinding CreateIoBinding() => new(this);

    /// <summary>Allocates nothing: inputs and outputs are bound beforehand.</summary>
    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        Ort.Check(((delegate* unmanaged<nint, nint, nint, nint>)Ort.Api[Ort.RunWithBinding])(Handle, runOptions.Pointer(), ioBinding.Pointer()));
        GC.KeepAlive(this);
    }

    /// <summary>Ends profiling and gives the path of the file that it wrote.</summary>
    public string EndProfiling()
    {
        nint text;
        Ort.Check(((delegate* unmanaged<nint, nint, nint*, nint>)Ort.Api[Ort.SessionEndProfiling])(Handle, OrtAllocator.DefaultPointer, &text));
        return NativeText.Take(text);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
            return;
        Ort.Release(Ort.ReleaseSession, handle);
        _inputs.Dispose();
        _outputs.Dispose();
        _overridable.Dispose();
    }
}
