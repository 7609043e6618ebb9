namespace Pipeline.Export;

/// <summary>A node's constant parameter: whole number(s), a real number or a word.</summary>
public abstract record NodeAttribute
{
    private NodeAttribute()
    {
    }

    /// <summary>One whole number.</summary>
    public static NodeAttribute Of(long value) => new Int(value);

    /// <summary>Several whole numbers.</summary>
    public static NodeAttribute Of(IReadOnlyList<long> values) => new Ints(values);

    /// <summary>One real number.</summary>
    public static NodeAttribute Of(float value) => new Float(value);

    /// <summary>A word.</summary>
    public static NodeAttribute Of(string value) => new Text(value);

    /// <summary>One whole number.</summary>
    public sealed record Int(long Value) : NodeAttribute
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Value}";
    }

    /// <summary>Several whole numbers.</summary>
    public sealed record Ints(IReadOnlyList<long> Values) : NodeAttribute
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(',', Values)}]";
    }

    /// <summary>One real number.</summary>
    public sealed record Float(float Value) : NodeAttribute
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A word.</summary>
    public sealed record Text(string Value) : NodeAttribute
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }
}
