namespace Pipeline.Export;

/// <summary>Which runtimes a model is for.</summary>
public enum ExportTarget
{
    /// <summary>Every runtime with the opset: a deformable convolution is written as GridSample and a 1×1 convolution.</summary>
    Portable,

    /// <summary>
    /// Runtimes with a kernel of DeformConv, opset 19 and up: ONNX Runtime from 1.27 on, on the processor and CUDA; none is known for DirectML.
    /// </summary>
    NativeDeformConv,
}
