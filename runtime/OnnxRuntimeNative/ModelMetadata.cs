namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model says about itself.</summary>
public unsafe class ModelMetadata
{
    internal ModelMetadata(nint session)
    {
        nint metadata = Ort.Get<nint>(Ort.SessionGetModelMetadata, session);
        try
        {
            ProducerName = Text(Ort.ModelMetadataGetProducerName, metadata);
            GraphName = Text(Ort.ModelMetadataGetGraphName, metadata);
            Domain = Text(Ort.ModelMetadataGetDomain, metadata);
            Description = Text(Ort.ModelMetadataGetDescription, metadata);
            GraphDescription = Text(Ort.ModelMetadataGetGraphDescription, metadata);
            Version = Ort.Get<long>(Ort.ModelMetadataGetVersion, metadata);
            foreach (string key in Keys(metadata))
                CustomMetadataMap[key] = Value(metadata, key);
        }
        finally
        {
            Ort.Release(Ort.ReleaseModelMetadata, metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public string GraphDescription { get; }

    public long Version { get; }

    /// <summary>The model's <c>metadata_props</c>.</summary>
    public Dictionary<string, string> CustomMetadataMap { get; } = new(StringComparer.Ordinal);

    private static string Text(int function, nint metadata)
    {
        nint text;
        Ort.Check(((delegate* unmanaged<nint, nint, nint*, nint>)Ort.Api[function])(metadata, OrtAllocator.DefaultPointer, &text));
        return NativeText.Take(text);
    }

    private static string[] Keys(nint metadata)
    {
        nint* names;
        long count;
        Ort.Check(((delegate* unmanaged<nint, nint, nint**, long*, nint>)Ort.Api[Ort.ModelMetadataGetCustomMetadataMapKeys])(metadata, OrtAllocator.DefaultPointer, &names, &count));
        if (count == 0)
            return [];
        var keys = new string[count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = NativeText.Take(names[i]);
        Ort.Call(Ort.AllocatorFree, OrtAllocator.DefaultPointer, (nint)names);
        return keys;
    }

    private static string Value(nint metadata, string key)
    {
        nint text;
        fixed (byte* name = NativeText.Utf8(key))
            Ort.Check(((delegate* unmanaged<nint, nint, byte*, nint*, nint>)Ort.Api[Ort.ModelMetadataLookupCustomMetadataMap])(metadata, OrtAllocator.DefaultPointer, name, &text));
        return text == 0 ? "" : NativeText.Take(text);
    }
}
