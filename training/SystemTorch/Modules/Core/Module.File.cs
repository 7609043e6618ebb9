namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <remarks>
        /// The <c>.dat</c> form: LEB128 number of entries; per entry the key as <see cref="BinaryWriter.Write(string)"/> has it,
        /// LEB128 element type, LEB128 rank, LEB128 sizes, then the raw little-endian elements.
        /// </remarks>
        public partial class Module
        {
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                TensorFile.WriteNumber(writer, kept.Count);
                foreach (var (key, tensor) in kept)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <param name="strict">Throw unless the file has exactly this module's keys.</param>
            /// <param name="skip">Keys that are read past.</param>
            /// <param name="loadedParameters">Receives each key of the file and whether this module has it.</param>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var state = state_dict();
                var entries = TensorFile.ReadNumber(reader);
                if (strict && entries != state.Count)
                {
                    throw new ArgumentException(
                        $"Found {entries} entries, expected {state.Count} for {GetName()}. Pass strict: false to load what fits.");
                }

                using var noGrad = no_grad();
                for (var i = 0L; i < entries; i++)
                {
                    var key = reader.ReadString();
                    var known = state.TryGetValue(key, out var target);
                    if (strict && !known)
                    {
                        throw new ArgumentException($"Found entry '{key}', which {GetName()} does not have. Pass strict: false to load what fits.");
                    }

                    if (known && (skip is null || !skip.Contains(key)))
                    {
                        target!.Load(reader);
                    }
                    else
                    {
                        TensorExtensionMethods.Load(reader, skip: true)?.Dispose();
                    }

                    loadedParameters?.Add(key, known);
                }

                return this;
            }

            /// <summary>Makes a module with its default constructor and loads its weights from <paramref name="path"/>.</summary>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);
        }
    }
}
