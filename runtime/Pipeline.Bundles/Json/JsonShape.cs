using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Bundles;

/// <summary>
/// Compares a JSON value with the type it is meant for, before it is deserialised. A field is optional when its C# type is
/// nullable and required otherwise: that one rule is the schema.
/// </summary>
internal sealed class JsonShape(string file, FileFault fault)
{
    private const int MaxTextLength = 65_536;

    /// <summary>Throws at the first difference between value and type.</summary>
    public void Check(JsonElement value, JsonTypeInfo type, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object: CheckObject(value, type, path); break;
            case JsonTypeInfoKind.Enumerable: CheckList(value, type, path); break;
            case JsonTypeInfoKind.Dictionary: CheckMap(value, type, path); break;
            default: CheckScalar(value, type.Type, path); break;
        }
    }

    private void CheckObject(JsonElement value, JsonTypeInfo type, string path)
    {
        Expect(value, JsonValueKind.Object, "an object", path);
        Dictionary<string, JsonElement> fields = Fields(value, path);
        if (type.PolymorphismOptions is { } choice)
        {
            type = Chosen(type, choice, fields, path);
            fields.Remove(choice.TypeDiscriminatorPropertyName);
        }
        foreach (JsonPropertyInfo property in type.Properties)
        {
            string name = Join(path, property.Name);
            if (!fields.Remove(property.Name, out JsonElement field))
            {
                if (!IsOptional(property)) { Fail(name, $"missing, expected {Expected(property.PropertyType)}"); }
            }
            else if (field.ValueKind != JsonValueKind.Null || !IsOptional(property))
            {
                Check(field, type.Options.GetTypeInfo(property.PropertyType), name);
            }
        }
        foreach (string unknown in fields.Keys)
        {
            Fail(Join(path, unknown), $"unknown field, expected one of {string.Join(", ", type.Properties.Select(p => p.Name))}");
        }
    }

    private JsonTypeInfo Chosen(JsonTypeInfo type, JsonPolymorphismOptions choice, Dictionary<string, JsonElement> fields, string path)
    {
        string key = choice.TypeDiscriminatorPropertyName;
        string known = string.Join(", ", choice.DerivedTypes.Select(d => d.TypeDiscriminator));
        if (!fields.TryGetValue(key, out JsonElement chosen) || chosen.ValueKind != JsonValueKind.String)
        {
            Fail(Join(path, key), $"missing, expected one of {known}");
        }
        string name = GetText(chosen, Join(path, key));
        foreach (JsonDerivedType derived in choice.DerivedTypes)
        {
            if (derived.TypeDiscriminator as string == name) { return type.Options.GetTypeInfo(derived.DerivedType); }
        }
        throw Fault(Join(path, key), $"found {Text.Quote(name)}, expected one of {known}");
    }

    private void CheckList(JsonElement value, JsonTypeInfo type, string path)
    {
        Expect(value, JsonValueKind.Array, "a list", path);
        JsonTypeInfo element = type.Options.GetTypeInfo(type.ElementType!);
        int i = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            Check(item, element, $"{path}[{i++}]");
        }
    }

    private void CheckMap(JsonElement value, JsonTypeInfo type, string path)
    {
        Expect(value, JsonValueKind.Object, "an object", path);
        bool mayBeNull = Nullable.GetUnderlyingType(type.ElementType!) is not null;
        JsonTypeInfo element = type.Options.GetTypeInfo(type.ElementType!);
        foreach ((string name, JsonElement item) in Fields(value, path))
        {
            if (item.ValueKind != JsonValueKind.Null || !mayBeNull) { Check(item, element, Join(path, name)); }
        }
    }

    private void CheckScalar(JsonElement value, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        bool fits;
        if (type == typeof(string))
        {
            Expect(value, JsonValueKind.String, "text", path);
            fits = GetText(value, path).Length <= MaxTextLength;
            if (!fits) { Fail(path, $"text of {GetText(value, path).Length} characters, expected at most {MaxTextLength}"); }
        }
        else if (type == typeof(bool)) { fits = value.ValueKind is JsonValueKind.True or JsonValueKind.False; }
        else if (type.IsEnum) { fits = value.ValueKind == JsonValueKind.String && EnumNames(type).Contains(GetText(value, path)); }
        else if (value.ValueKind != JsonValueKind.Number) { fits = false; }
        else if (type == typeof(int)) { fits = value.TryGetInt32(out _); }
        else if (type == typeof(long)) { fits = value.TryGetInt64(out _); }
        // 1e999 is valid JSON and reads as infinity.
        else if (type == typeof(float)) { fits = value.TryGetSingle(out float number) && float.IsFinite(number); }
        else { fits = value.TryGetDouble(out double number) && double.IsFinite(number); }
        if (!fits) { Fail(path, $"found {Found(value)}, expected {Expected(type)}"); }
    }

    private Dictionary<string, JsonElement> Fields(JsonElement value, string path)
    {
        Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string name;
            try { name = property.Name; }
            catch (InvalidOperationException) { throw Fault(path, "a field name holds half a surrogate pair, expected whole characters"); }
            if (!fields.TryAdd(name, property.Value)) { Fail(Join(path, name), "appears twice, expected once"); }
        }
        return fields;
    }

    private string GetText(JsonElement value, string path)
    {
        try { return value.GetString()!; }
        catch (InvalidOperationException) { throw Fault(path, "text holds half a surrogate pair, expected whole characters"); }
    }

    private void Expect(JsonElement value, JsonValueKind kind, string expected, string path)
    {
        if (value.ValueKind != kind) { Fail(path, $"found {Found(value)}, expected {expected}"); }
    }

    private void Fail(string path, string message) => throw Fault(path, message);

    private Exception Fault(string path, string message) => fault(file, "field", path.Length == 0 ? message : $"{path}: {message}");

    private static bool IsOptional(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;

    private static string Join(string path, string name)
    {
        string shown = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && name.Length <= 64
            ? name
            : Text.Quote(name);
        return path.Length == 0 ? shown : path + "." + shown;
    }

    private static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => Text.Quote(value.GetRawText()).Trim('\''),
    };

    private static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) { return "text"; }
        if (type == typeof(bool)) { return "true or false"; }
        if (type == typeof(int)) { return "a whole number"; }
        if (type == typeof(long)) { return "a whole number of 64 bits"; }
        if (type == typeof(double) || type == typeof(float)) { return "a finite number"; }
        if (type.IsEnum) { return "one of " + string.Join(", ", EnumNames(type)); }
        return type.IsGenericType && type.Name.Contains("List", StringComparison.Ordinal) ? "a list" : "an object";
    }

    private static IEnumerable<string> EnumNames(Type type) =>
        Enum.GetNames(type).Select(n => JsonNamingPolicy.SnakeCaseLower.ConvertName(n).ToString(CultureInfo.InvariantCulture));
}
