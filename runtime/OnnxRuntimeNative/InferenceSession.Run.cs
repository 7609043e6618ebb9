namespace Microsoft.ML.OnnxRuntime;

/// <summary>Runs with tensors given by name. Each builds a few small arrays; the path without any is <see cref="RunWithBinding"/>.</summary>
public unsafe partial class InferenceSession
{
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
    {
        var outputs = new nint[outputNames.Count];   // null: the library allocates
        Run(runOptions.Pointer(), inputNames, inputValues, outputNames, outputs);
        return new DisposableList<OrtValue>(Array.ConvertAll(outputs, handle => new OrtValue(handle)));
    }

    /// <summary>Writes into tensors that the caller made; <paramref name="runOptions"/> may be null.</summary>
    public void Run(RunOptions? runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputValues)
    {
        if (outputNames.Count != outputValues.Count)
            throw new ArgumentException($"Found {outputNames.Count} output names and {outputValues.Count} values, expected as many of each.", nameof(outputValues));
        Run(runOptions?.Pointer() ?? 0, inputNames, inputValues, outputNames, Handles(outputValues));
        GC.KeepAlive(outputValues);
    }

    private void Run(nint runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, nint[] outputs)
    {
        if (inputNames.Count != inputValues.Count)
            throw new ArgumentException($"Found {inputNames.Count} input names and {inputValues.Count} values, expected as many of each.", nameof(inputValues));
        nint session = Handle;
        nint[] inputText = _inputs.Utf8Names(inputNames, _overridable);
        nint[] outputText = _outputs.Utf8Names(outputNames, null);
        nint[] inputs = Handles(inputValues);
        fixed (nint* inputTexts = inputText, outputTexts = outputText, values = inputs, results = outputs)
        {
            Ort.Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)Ort.Api[Ort.Run])(
                session, runOptions, inputTexts, values, (nuint)inputs.Length, outputTexts, (nuint)outputText.Length, results));
        }
        GC.KeepAlive(inputValues);
        GC.KeepAlive(this);
    }

    private static nint[] Handles(IReadOnlyCollection<OrtValue> values)
    {
        var handles = new nint[values.Count];
        int i = 0;
        foreach (OrtValue value in values)
            handles[i++] = value.Handle;
        return handles;
    }
}
