namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread, and its counts.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? _current;

    private readonly ThreadDisposeScopeStatistics _statistics = new();

    /// <summary>Counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current._statistics;

    internal static DisposeScopeManager Current => _current ??= new();

    internal DisposeScope? Top { get; private set; }

    internal ThreadDisposeScopeStatistics Counts => _statistics;

    internal DisposeScope Push() => Top = new DisposeScope(this, Top);

    /// <summary>Takes a scope out of the stack, wherever it stands: scopes may be disposed out of order.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (Top == scope)
        {
            Top = scope.Outer;
            return;
        }
        for (var inner = Top; inner is not null; inner = inner.Outer)
            if (inner.Outer == scope) inner.Outer = scope.Outer;
    }

    /// <summary>Enters a new tensor into the top scope, or counts it as made outside.</summary>
    internal void Register(torch.Tensor tensor)
    {
        if (Top is { } scope)
        {
            _statistics.CreatedInScopeCount++;
            scope.Enter(tensor);
            return;
        }
        _statistics.CreatedOutsideScopeCount++;
        tensor.AddPressure();
    }

    /// <summary>A tensor is disposed by its owner's hand, not by a scope's end.</summary>
    internal static void Disposed(torch.Tensor tensor)
    {
        if (tensor.OwningDisposeScope is { } scope) scope.MarkAsDisposed(tensor);
        else Current._statistics.DisposedOutsideScopeCount++;
    }
}
