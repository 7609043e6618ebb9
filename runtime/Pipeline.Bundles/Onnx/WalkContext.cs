namespace Pipeline.Bundles;

/// <summary>What every part of the walk needs: the policy, and how to say what is wrong.</summary>
internal sealed class WalkContext(string file, OnnxPolicy policy)
{
    /// <summary>The limits.</summary>
    public OnnxPolicy Policy { get; } = policy;

    /// <summary>The exception for a broken rule.</summary>
    public BundleException Fail(string rule, string message) => new(file, rule, message);

    /// <summary>Throws when a rule does not hold.</summary>
    public void That(bool holds, string rule, string message)
    {
        if (!holds) { throw Fail(rule, message); }
    }
}
