namespace Pipeline.Bundles;

/// <summary>Where a check stands inside a JSON file: knows how to say "file: field: what is wrong".</summary>
internal sealed class Check(string file, FileFault fault, string prefix = "")
{
    /// <summary>Throws the file's kind of exception when the condition does not hold.</summary>
    public void That(bool holds, string field, string message)
    {
        if (!holds) { throw fault(file, "field", $"{prefix}{field}: {message}"); }
    }

    /// <summary>Refuses a list element that is not above 0.</summary>
    public void EachPositive(IReadOnlyList<double> values, string field, string unit)
    {
        for (int i = 0; i < values.Count; i++)
        {
            That(values[i] > 0 && double.IsFinite(values[i]), $"{field}[{i}]", $"found {Text.Of(values[i])}, expected more than 0 {unit}");
        }
    }

    /// <summary>Refuses an empty or blank text, and one with control characters.</summary>
    public void Filled(string value, string field)
    {
        That(!string.IsNullOrWhiteSpace(value), field, "is empty, expected text");
        Printable(value, field);
    }

    /// <summary>Refuses control characters other than line breaks and tabs.</summary>
    public void Printable(string value, string field) =>
        That(!value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), field, "holds control characters");

    /// <summary>Refuses a number outside [min, max].</summary>
    public void Within(double value, double min, double max, string field) =>
        That(value >= min && value <= max, field, $"found {Text.Of(value)}, expected {Text.Of(min)} to {Text.Of(max)}");

    /// <summary>Refuses anything but [lower, upper] within [0, 1].</summary>
    public void Interval(IReadOnlyList<double> value, string field)
    {
        That(value.Count == 2, field, $"found {value.Count} numbers, expected 2 (lower and upper end)");
        Within(value[0], 0, 1, field + "[0]");
        Within(value[1], value[0], 1, field + "[1]");
    }

    /// <summary>The same file, one level down.</summary>
    public Check At(string field) => new(file, fault, prefix + field + ".");
}
