namespace TorchSharp;

public sealed partial class DisposeScope
{
    /// <summary>Gives the object to the scope around this one; from the outermost scope it goes free.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(Outer, disposable);

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer, disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables)
    {
        foreach (var d in disposables) Move(scope, d);
    }

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var d in disposables) Move(scope, d);
    }

    /// <summary>Takes the object out of every scope: from now on its owner must dispose it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(null, disposable);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Moves content of this scope; what is not in it stays where it is.</summary>
    private void Move(DisposeScope? target, IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor || !Open().Contains(tensor) || target == this) return;
        if (target is not null)
        {
            target.Take(tensor);
            return;
        }
        _content.Remove(tensor);
        _manager.Counts.DetachedFromScopeCount++;
        tensor.OwningDisposeScope = null;
        tensor.LeftScope();
    }
}
