namespace Pipeline.Training.Configuration;

/// <summary>What a regime adds to the common options; each regime derives one sealed record in its folder.</summary>
public abstract record RegimeOptions
{
    /// <summary>The same, options without effect beside the others at their defaults: settings that train alike are equal.</summary>
    internal virtual RegimeOptions Effective => this;

    /// <summary>Throws <see cref="ArgumentException"/> naming option, value and range.</summary>
    public abstract void Check();
}
