using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorFile.Write(writer, tensor);

    /// <summary>Writes the tensor; the stream is closed afterwards, as TorchSharp does it.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var file = File.Create(location);
        tensor.Save(file);
    }

    /// <summary>Reads values into this tensor (same type and shape), or only past them.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false) => TensorFile.Read(reader, tensor, skip);

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var tensor = TensorFile.Read(reader);
        if (!skip) return tensor;
        tensor.Dispose();
        return null!;
    }

    /// <summary>Reads into the tensor, or makes it when it is null.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is not null) tensor.Load(reader, skip);
        else if (skip) Load(reader, skip: true);
        else tensor = TensorFile.Read(reader);
    }
}
