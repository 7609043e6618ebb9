using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A session's inputs, outputs or overridable initialisers: names (also as native text, kept for the session's life) and types.</summary>
internal sealed unsafe class SessionNodes : IDisposable
{
    private readonly string _kind;
    private readonly Dictionary<string, nint> _utf8 = new(StringComparer.Ordinal);

    internal SessionNodes(nint session, string kind, int countFunction, int nameFunction, int typeFunction)
    {
        _kind = kind;
        int count = checked((int)Ort.Get<nuint>(countFunction, session));
        var names = new string[count];
        var metadata = new Dictionary<string, NodeMetadata>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            names[i] = Name(session, nameFunction, i);
            metadata[names[i]] = Type(session, typeFunction, i);
            _utf8[names[i]] = Marshal.StringToCoTaskMemUTF8(names[i]);
        }
        Names = names;
        Metadata = metadata;
    }

    internal IReadOnlyList<string> Names { get; }

    internal IReadOnlyDictionary<string, NodeMetadata> Metadata { get; }

    /// <summary>Native text of the names, each of which must be here or in <paramref name="others"/>.</summary>
    internal nint[] Utf8Names(IReadOnlyCollection<string> names, SessionNodes? others)
    {
        var found = new nint[names.Count];
        int i = 0;
        foreach (string name in names)
        {
            if (!_utf8.TryGetValue(name, out found[i]) && others?._utf8.TryGetValue(name, out found[i]) != true)
                throw OnnxRuntimeException.InvalidArgument($"{_kind} name: '{name}' is not in the metadata");
            i++;
        }
        return found;
    }

    public void Dispose()
    {
        foreach (nint text in _utf8.Values)
            Marshal.FreeCoTaskMem(text);
        _utf8.Clear();
    }

    private static string Name(nint session, int function, int index)
    {
        nint text;
        Ort.Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)Ort.Api[function])(session, (nuint)index, OrtAllocator.DefaultPointer, &text));
        return NativeText.Take(text);
    }

    private static NodeMetadata Type(nint session, int function, int index)
    {
        nint info;
        Ort.Check(((delegate* unmanaged<nint, nuint, nint*, nint>)Ort.Api[function])(session, (nuint)index, &info));
        try
        {
            return new NodeMetadata(info);
        }
        finally
        {
            Ort.Release(Ort.ReleaseTypeInfo, info);
        }
    }
}
