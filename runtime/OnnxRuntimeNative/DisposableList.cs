using System.Collections;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Owns its members and disposes them once.</summary>
internal sealed class DisposableList<T>(IReadOnlyList<T> members) : IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    private IReadOnlyList<T> _members = members;

    public int Count => _members.Count;

    public T this[int index] => _members[index];

    public IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (T member in _members)
            member.Dispose();
        _members = [];
    }
}
