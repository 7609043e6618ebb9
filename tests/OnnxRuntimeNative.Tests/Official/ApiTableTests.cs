using System.Reflection;
using System.Text.RegularExpressions;

using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

/// <summary>Compiled where NuGet has the official package, whose C header gives the order of the functions.</summary>
public partial class ApiTableTests
{
    [Fact]
    public void Every_position_is_that_of_the_header()
    {
        string[] header = Functions(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "official", "onnxruntime_c_api.h")));
        Assert.True(header.Length > 270, $"found only {header.Length} functions in the header");
        FieldInfo[] positions = [.. typeof(Ort).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral && field.FieldType == typeof(int))];
        Assert.True(positions.Length > 100, $"found only {positions.Length} positions");
        string[] wrong =
        [
            .. positions.Select(field => (field.Name, Position: (int)field.GetRawConstantValue()!))
                .Where(entry => !string.Equals(header[entry.Position].Replace("_", "", StringComparison.Ordinal), entry.Name, StringComparison.OrdinalIgnoreCase))
                .Select(entry => $"{entry.Name} = {entry.Position}: the header has {header[entry.Position]}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string[] Functions(string header)
    {
        int start = header.IndexOf("struct OrtApi {", StringComparison.Ordinal);
        string table = Comments().Replace(header[start..header.IndexOf("};", start, StringComparison.Ordinal)], "");
        return
        [
            .. Entries().Matches(table).Select(match =>
                match.Groups["status"].Success ? match.Groups["status"].Value
                : match.Groups["release"].Success ? "Release" + match.Groups["release"].Value
                : match.Groups["plain"].Value),
        ];
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"ORT_API2_STATUS\(\s*(?<status>\w+)|ORT_CLASS_RELEASE\(\s*(?<release>\w+)|\(\s*ORT_API_CALL\s*\*\s*(?<plain>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Entries();
}
