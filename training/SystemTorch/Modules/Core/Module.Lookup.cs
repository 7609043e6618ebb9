using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The buffer with the dotted name <paramref name="target"/>, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                _internal_buffers.TryGetValue(target, out var entry)
                    ? entry.Item1
                    : BelowChild(target, static (module, rest) => module.get_buffer(rest));

            /// <summary>The parameter with the dotted name <paramref name="target"/>, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                _internal_params.TryGetValue(target, out var parameter)
                    ? parameter
                    : BelowChild(target, static (module, rest) => module.get_parameter(rest));

            private T? BelowChild<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                if (dot < 0)
                {
                    return null;
                }

                var child = target[..dot];
                return named_children()
                    .Where(entry => entry.name == child)
                    .Select(entry => find(entry.module, target[(dot + 1)..]))
                    .FirstOrDefault(found => found is not null);
            }
        }
    }
}
