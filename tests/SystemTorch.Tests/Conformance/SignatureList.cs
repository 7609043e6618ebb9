using System.Text.RegularExpressions;

namespace SystemTorch.Tests.Conformance;

/// <summary>Reads a list of signatures (Golden/torchsharp-signatures*.txt) into the form that SignatureDump gives.</summary>
internal static partial class SignatureList
{
    private static readonly string[] ValueTypes =
    [
        "bool", "byte", "sbyte", "short", "int", "long", "float", "double", "ScalarType", "DeviceType", "Padding", "PaddingModes", "Size", "memory_format",
    ];

    internal static Dictionary<string, List<string>> Load(params string[] files)
    {
        var types = new Dictionary<string, List<string>>();
        foreach (var file in files)
        {
            var members = new List<string>();
            foreach (var line in File.ReadLines(file))
            {
                if (line.StartsWith("### ", StringComparison.Ordinal))
                {
                    var name = TypeName(line);
                    if (!types.TryGetValue(name, out members!)) types[name] = members = [];
                }
                else if (line.StartsWith("    ", StringComparison.Ordinal)) members.Add(Normalised(line.Trim()));
            }
        }
        return types;
    }

    /// <summary>"### sealed class A.B&lt;T&gt; : C [I]" → "A.B&lt;T&gt;".</summary>
    private static string TypeName(string heading)
    {
        var start = heading.IndexOf("TorchSharp.", StringComparison.Ordinal);
        var depth = 0;
        var end = start;
        for (; end < heading.Length && (depth > 0 || heading[end] != ' '); end++) depth += heading[end] == '<' ? 1 : heading[end] == '>' ? -1 : 0;
        return heading[start..end];
    }

    private static string Normalised(string line)
    {
        if (line.StartsWith("field ", StringComparison.Ordinal)) line = line.Replace("readonly ", "", StringComparison.Ordinal);
        line = line.Replace(" = ", "=", StringComparison.Ordinal);
        line = ValueTuple().Replace(line, "(${parts})?");
        return Question().Replace(line, m => m.Groups["type"].Value is ")" || ValueTypes.Contains(m.Groups["type"].Value) ? m.Value : m.Groups["type"].Value);
    }

    [GeneratedRegex(@"ValueTuple<(?<parts>[^<>]*)>\?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValueTuple();

    [GeneratedRegex(@"(?<type>[\w.]+(\[,*\])?|>|\))\?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Question();
}
