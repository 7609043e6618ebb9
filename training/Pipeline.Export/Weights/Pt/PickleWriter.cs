using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// The pickle of a state_dict, protocol 2, without a memo: an OrderedDict from key to
/// <c>_rebuild_tensor_v2(storage, 0, sizes, strides, False, OrderedDict())</c>; tensor i lies contiguous in storage i.
/// </summary>
internal sealed class PickleWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Name of storage i in the archive.</summary>
    public static string Entry(int i) => "data/" + Key(i);

    /// <summary>data.pkl of these tensors, in this order.</summary>
    public static byte[] StateDict(IReadOnlyList<(string Key, Tensor Tensor)> tensors)
    {
        PickleWriter writer = new();
        writer.Put(PickleOpcode.Proto);
        writer._bytes.Write([(byte)2]);
        writer.EmptyOrderedDict();
        writer.Put(PickleOpcode.Mark);
        for (int i = 0; i < tensors.Count; i++)
        {
            writer.Text(tensors[i].Key);
            writer.Tensor(Key(i), tensors[i].Tensor);
        }
        writer.Put(PickleOpcode.SetItems);
        writer.Put(PickleOpcode.Stop);
        return writer._bytes.WrittenSpan.ToArray();
    }

    private static string Key(int i) => i.ToString(CultureInfo.InvariantCulture);

    private void Tensor(string storage, Tensor tensor)
    {
        Global("torch._utils", "_rebuild_tensor_v2");
        Put(PickleOpcode.Mark);
        Put(PickleOpcode.Mark);
        Text("storage");
        Global("torch", ElementTypes.StorageOf(tensor.dtype));
        Text(storage);
        Text("cpu");
        Number(tensor.numel());
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.BinPersId);
        Number(0);
        Numbers(tensor.shape);
        Numbers(Strides(tensor.shape));
        Put(PickleOpcode.NewFalse);
        EmptyOrderedDict();
        Put(PickleOpcode.Tuple);
        Put(PickleOpcode.Reduce);
    }

    /// <summary>Of a contiguous tensor; an empty axis counts as one, as in torch.</summary>
    private static long[] Strides(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }
        return strides;
    }

    private void EmptyOrderedDict()
    {
        Global("collections", "OrderedDict");
        Put(PickleOpcode.EmptyTuple);
        Put(PickleOpcode.Reduce);
    }

    private void Global(string module, string name)
    {
        Put(PickleOpcode.Global);
        _bytes.Write(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    private void Text(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new WeightsException(text, "the key is not text: it has half of a surrogate pair; expected a name.");
        }
        Put(PickleOpcode.BinUnicode);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _bytes.Write(length);
        _bytes.Write(bytes);
    }

    private void Numbers(long[] numbers)
    {
        Put(PickleOpcode.Mark);
        Array.ForEach(numbers, Number);
        Put(PickleOpcode.Tuple);
    }

    private void Number(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        if (number == (int)number)
        {
            Put(PickleOpcode.BinInt);
            _bytes.Write(bytes[..4]);
            return;
        }
        Put(PickleOpcode.Long1);
        _bytes.Write([(byte)8]);
        _bytes.Write(bytes);
    }

    private void Put(PickleOpcode code) => _bytes.Write([(byte)code]);
}
