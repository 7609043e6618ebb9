using System.Globalization;
using System.Text.Json;

namespace Pipeline.Training.Configuration;

/// <summary>Range checks of options; the message has the option's name as the user writes it, its value and the range.</summary>
internal static class OptionCheck
{
    public static void Within(string section, string name, double value, double low, double high)
    {
        if (value >= low && value <= high) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{section}.{Key(name)} = {value}: expected a value from {low} to {high}"));
    }

    public static void OneOf(string section, string name, string value, params ReadOnlySpan<string> allowed)
    {
        if (allowed.Contains(value)) return;
        throw new ArgumentException($"{section}.{Key(name)} = {value}: expected one of {string.Join(", ", allowed.ToArray())}");
    }

    private static string Key(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
