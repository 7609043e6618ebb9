namespace Pipeline.Training.Configuration;

/// <summary>What a regime adds to the common options; each regime derives one sealed record in its folder.</summary>
public abstract record RegimeOptions
{
    /// <summary>Throws <see cref="ArgumentException"/> naming option, value and range.</summary>
    public abstract void Check();
}
