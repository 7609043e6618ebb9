namespace Pipeline.Export;

/// <summary>The globals that a pickle of weights may call. They are names: the machine builds their results itself, nothing is called.</summary>
internal enum PickleCallable
{
    /// <summary><c>collections OrderedDict</c>, with no argument.</summary>
    OrderedDict,

    /// <summary><c>torch._utils _rebuild_tensor_v2</c>.</summary>
    RebuildTensor,

    /// <summary><c>torch._utils _rebuild_parameter</c>: the tensor itself.</summary>
    RebuildParameter,

    /// <summary><c>torch Size</c>: a tuple.</summary>
    Size,
}
