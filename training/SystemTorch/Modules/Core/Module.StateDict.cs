namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Name → tensor of all parameters, then all persistent buffers. The tensors are the module's own, not copies.
            /// A tensor shared between submodules appears under each of its names.
            /// </summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>(StringComparer.Ordinal);
                foreach (var (key, parameter) in named_parameters())
                {
                    destination.TryAdd(Prefixed(prefix, key), parameter);
                }

                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(Prefixed(prefix, key), buffer);
                }

                foreach (var (key, module) in named_children())
                {
                    module.state_dict(destination, Prefixed(prefix, key));
                }

                return destination;
            }

            /// <summary>Copies the tensors of <paramref name="source"/> into this module, in place.</summary>
            /// <param name="strict">Throw if a key is missing in the source or unknown here.</param>
            /// <param name="skip">Keys that are neither copied nor reported.</param>
            /// <returns>The keys missing in the source, and the source's keys unknown here.</returns>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var destination = state_dict();
                bool Counts(string key) => skip is null || !skip.Contains(key);
                List<string> missing = [.. destination.Keys.Where(key => Counts(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => Counts(key) && !destination.ContainsKey(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state does not fit {GetName()}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]. "
                        + "Pass strict: false to load what fits.");
                }

                using var noGrad = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (Counts(key) && destination.TryGetValue(key, out var target))
                    {
                        target.copy_(tensor);
                    }
                }

                return (missing, unexpected);
            }

            private static string Prefixed(string? prefix, string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";
        }
    }
}
