using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// Reads and writes <c>.pt</c> files: the zip that torch.save makes since PyTorch 1.6, with a state_dict in it. No code is ever run by
/// reading one; README.md beside this folder says what is accepted.
/// </summary>
/// <remarks>
/// Written files have sorted keys, one storage per tensor, no time and no name in them: equal states give equal bytes.
/// torch.load takes them, with <c>weights_only=True</c> too.
/// </remarks>
public static class PtTensors
{
    private const string Pickle = "data.pkl";

    /// <summary>Tensors that share memory are stored once each when they are written on; without a limit a small file could grow without end.</summary>
    private const long MaxGrowth = 8, AlwaysBytes = 64 << 20;

    /// <summary>Writes tensors (any device, any strides).</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        (string Key, Tensor Tensor)[] ordered = [.. tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
        PtArchiveWriter archive = new(stream);
        archive.Add(Pickle, PickleWriter.StateDict(ordered));
        archive.Add("byteorder", "little"u8);
        for (int i = 0; i < ordered.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            archive.Add(PickleWriter.Entry(i), TensorValues.Bytes(ordered[i].Key, ordered[i].Tensor));
        }
        archive.Add("version", "3\n"u8);
        archive.Finish();
    }

    /// <summary>Writes a file beside the target and renames it, so that a reader never sees half of one.</summary>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors) => Imaging.AtomicFile.Write(path, stream => Write(stream, tensors));

    /// <summary>Reads the state_dict of a seekable stream; checks everything before it allocates, and reads no storage that is not wanted.</summary>
    /// <param name="stream">The file from 0 to its end.</param>
    /// <param name="file">Name for messages.</param>
    /// <returns>Tensors with the file's keys; notes on what was left out.</returns>
    /// <exception cref="WeightsException">The file breaks a rule of the format, or holds more than weights.</exception>
    public static WeightsFile Read(Stream stream, string file)
    {
        PtArchive archive = PtArchive.Open(stream, file);
        CheckForm(archive, file);
        byte[] pickle = new byte[archive.BytesOf(Pickle)!.Value];
        archive.Read(Pickle, pickle);
        StateDict state = StateDict.Find(new PickleMachine(pickle, new PtObjects(archive, file), file).Run(), file);
        CheckTotal(state, stream.Length, file);
        return new WeightsFile(ReadTensors(archive, state), new Dictionary<string, string>(), state.Notes);
    }

    /// <summary>Reads a whole file.</summary>
    public static WeightsFile Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    private static void CheckForm(PtArchive archive, string file)
    {
        if ((archive.BytesOf(Pickle) ?? throw new WeightsException(file, $"has no {Pickle}; expected a file written by torch.save.")) is > PickleMachine.MaxBytes and long bytes)
        {
            throw new WeightsException(file, $"{Pickle} has {bytes} bytes; at most {PickleMachine.MaxBytes} are read. Save the weights alone: torch.save(model.state_dict(), f).");
        }
        Span<byte> order = stackalloc byte[6];
        if (archive.BytesOf("byteorder") is { } length)
        {
            if (length == order.Length)
            {
                archive.Read("byteorder", order);
            }
            if (!order.SequenceEqual("little"u8))
            {
                throw new WeightsException(file, "was saved on a big-endian machine; expected little-endian. Load it in Python and save it again on this one.");
            }
        }
    }

    private static void CheckTotal(StateDict state, long fileBytes, string file)
    {
        Int128 total = state.Tensors.Values.Aggregate((Int128)0, (sum, tensor) => sum + tensor.Bytes), limit = ((Int128)fileBytes * MaxGrowth) + AlwaysBytes;
        if (total > limit)
        {
            throw new WeightsException(file, $"its tensors share memory so often that they have {total} bytes, at most {limit} are read from a file of {fileBytes}.");
        }
        foreach ((string key, PtTensor tensor) in state.Tensors)
        {
            if (Math.Max(tensor.Bytes, tensor.Storage.Count * ElementTypes.BytesOf(tensor.Storage.Type)) > int.MaxValue)
            {
                throw new WeightsException(file, $"{WeightsException.Quote(key)} lies in {tensor.Storage.Count} × {tensor.Storage.Type}; one tensor may have 2 GB.");
            }
        }
    }

    private static Dictionary<string, Tensor> ReadTensors(PtArchive archive, StateDict state)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<PtStorage, Tensor> storages = [];
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        foreach ((string key, PtTensor tensor) in state.Tensors)
        {
            if (tensor.Count == 0)
            {
                tensors.Add(key, empty(tensor.Sizes, dtype: tensor.Storage.Type));
                continue;
            }
            if (!storages.TryGetValue(tensor.Storage, out Tensor? storage))
            {
                storage = empty([tensor.Storage.Count], dtype: tensor.Storage.Type);
                archive.Read(tensor.Storage.Entry, storage.bytes);
                storages.Add(tensor.Storage, storage);
            }
            // A view; only a tensor whose numbers do not stand in order is copied.
            tensors.Add(key, storage.as_strided(tensor.Sizes, tensor.Strides, tensor.Offset).contiguous());
        }
        // The file outlives the caller's scope: it is disposed by its own Dispose.
        foreach (Tensor tensor in tensors.Values)
        {
            tensor.DetachFromDisposeScope();
        }
        return tensors;
    }
}
