using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>Gives modules the longer keys that the authors' nested classes have, without the classes.</summary>
internal static class Nested
{
    /// <summary>A module that holds <paramref name="module"/> under a path such as <c>mpconv.1</c>.</summary>
    public static Sequential At(string path, Module<Tensor, Tensor> module)
    {
        int dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Sequential((path, module)) : Sequential((path[..dot], At(path[(dot + 1)..], module)));
    }
}
