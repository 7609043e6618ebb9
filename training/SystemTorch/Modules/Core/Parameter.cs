using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
/// <remarks>Takes the given tensor over: the object passed in is empty afterwards.</remarks>
public class Parameter(Tensor data, bool requires_grad = true) : Tensor(data.requires_grad_(requires_grad).MoveHandle())
{
}
