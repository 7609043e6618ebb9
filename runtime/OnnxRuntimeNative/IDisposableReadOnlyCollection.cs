namespace Microsoft.ML.OnnxRuntime;

/// <summary>A list whose members are disposed together.</summary>
public interface IDisposableReadOnlyCollection<T> : IReadOnlyCollection<T>, IReadOnlyList<T>, IDisposable
{
}
