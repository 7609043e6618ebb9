namespace Microsoft.ML.OnnxRuntime;

/// <summary>How much of the graph is rewritten when a session opens; only ALL uses the blocked layout for convolutions.</summary>
public enum GraphOptimizationLevel
{
    ORT_DISABLE_ALL = 0,
    ORT_ENABLE_BASIC = 1,
    ORT_ENABLE_EXTENDED = 2,
    ORT_ENABLE_LAYOUT = 3,
    ORT_ENABLE_ALL = 99,
}
