namespace OnnxRuntimeNative.Tests;

/// <summary>The checked-in list of members (Contract.txt): what the product may use of ONNX Runtime's managed API.</summary>
internal static class Contract
{
    internal static string[] Lines =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract.txt")).Where(line => line.Length > 0 && line[0] != '#')];
}
