using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A layer without weights: refuses registration, so a mistake shows at once.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) =>
        throw new InvalidOperationException($"{GetName()} holds no tensors: buffer '{name}' cannot be registered in it.");

    public override void register_parameter(string name, Parameter param) =>
        throw new InvalidOperationException($"{GetName()} holds no tensors: parameter '{name}' cannot be registered in it.");

    public override void register_module(string name, nn.Module submodule) =>
        throw new InvalidOperationException($"{GetName()} holds no modules: '{name}' cannot be registered in it.");
}
