namespace TorchSharp;

/// <summary>
/// Disposes everything that was made on its thread while it was the innermost scope, unless it was moved out.
/// Made by <see cref="torch.NewDisposeScope"/>; use it with <c>using</c>.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly HashSet<torch.Tensor> _content = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScopeManager _manager;
    private bool _disposed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        Outer = outer;
    }

    /// <summary>A copy of the content.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Open()];

    public int DisposablesCount => Open().Count;

    internal DisposeScope? Outer { get; set; }

    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && _content.Contains(tensor);

    /// <summary>Adds something made elsewhere; a tensor that is in another scope moves here.</summary>
    public void Attach(IDisposable disposable)
    {
        var tensor = Managed(disposable);
        if (!Open().Contains(tensor)) _manager.Counts.AttachedToScopeCount++;
        Take(tensor);
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        foreach (var d in list) Attach(d);
        return list;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>What is kept stays in the scope (and enters it, if it was elsewhere).</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var victim in Open().Where(t => !keep.Contains(t)).ToList()) Release(victim);
        foreach (var kept in keep) Take(Managed(kept));
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes the content and takes the scope off the thread's stack. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var tensor in _content) End(tensor);
        _content.Clear();
        _manager.Remove(this);
    }

    /// <summary>Strikes out something that its owner disposed.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        var tensor = Managed(disposable);
        if (!Open().Remove(tensor)) return;
        _manager.Counts.DisposedInScopeCount++;
        tensor.OwningDisposeScope = null;
    }

    internal void Enter(torch.Tensor tensor)
    {
        Open().Add(tensor);
        tensor.OwningDisposeScope = this;
        tensor.EnteredScope();
    }

    /// <summary>Enters a tensor from wherever it is; nothing happens if it is here already.</summary>
    private void Take(torch.Tensor tensor)
    {
        if (tensor.OwningDisposeScope == this) return;
        tensor.OwningDisposeScope?._content.Remove(tensor);
        Enter(tensor);
    }

    private void Release(torch.Tensor tensor)
    {
        _content.Remove(tensor);
        End(tensor);
    }

    private void End(torch.Tensor tensor)
    {
        _manager.Counts.DisposedInScopeCount++;
        tensor.OwningDisposeScope = null;
        tensor.Release();
    }

    private HashSet<torch.Tensor> Open() => _disposed ? throw new ObjectDisposedException(nameof(DisposeScope)) : _content;

    private static torch.Tensor Managed(IDisposable disposable) =>
        disposable as torch.Tensor ?? throw new InvalidOperationException($"a dispose scope holds tensors; {disposable.GetType().Name} is none");
}
