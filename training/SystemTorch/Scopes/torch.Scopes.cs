namespace TorchSharp;

public static partial class torch
{
    /// <summary>The innermost scope of the calling thread, null outside of every scope.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Top;

    /// <summary>Opens a scope: tensors made on this thread from now on are disposed with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Push();

    /// <summary>Runs the expression in a scope of its own; only its result outlives it.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
