namespace TorchSharp;

/// <summary>
/// Disposes everything that was made on its thread while it was the innermost scope, unless it was moved out.
/// Made by <see cref="torch.NewDisposeScope"/>; use it with <c>using</c>.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _content = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScopeManager _manager;
    private bool _disposed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        Outer = outer;
    }

    /// <summary>A copy of the content.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _content];

    public int DisposablesCount => _content.Count;

    internal DisposeScope? Outer { get; set; }

    public bool Contains(IDisposable disposable) => _content.Contains(disposable);

    /// <summary>Adds something made elsewhere; a tensor that is in another scope moves here.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor { OwningDisposeScope: { } owner })
        {
            owner.MoveToOther(this, disposable);
            return;
        }
        if (_content.Contains(disposable)) return;
        _manager.Counts.AttachedToScopeCount++;
        Enter(disposable);
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        foreach (var d in list) Attach(d);
        return list;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var victims = _content.Where(d => !keep.Contains(d)).ToList();
        _content.IntersectWith(keep);
        foreach (var victim in victims) Release(victim);
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
        var victims = _content.ToArray();
        _content.Clear();
        foreach (var victim in victims) Release(victim);
        _manager.Remove(this);
    }

    /// <summary>Strikes out something that its owner disposed.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (!_content.Remove(disposable)) return;
        _manager.Counts.DisposedInScopeCount++;
        if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
    }

    internal void Enter(IDisposable disposable)
    {
        _content.Add(disposable);
        if (disposable is not torch.Tensor tensor) return;
        tensor.OwningDisposeScope = this;
        tensor.EnteredScope();
    }

    private void Release(IDisposable disposable)
    {
        _manager.Counts.DisposedInScopeCount++;
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
            tensor.Release();
        }
        else
        {
            disposable.Dispose();
        }
    }
}
