namespace Pipeline.Bundles;

/// <summary>One node as read, before its rules are checked.</summary>
internal sealed class NodeParts
{
    public string Name { get; set; } = "";

    public string Operator { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<AttributeParts> Attributes { get; } = [];

    /// <summary>Value of a Constant node when it is a number or a short list.</summary>
    public SmallTensor? Constant => Attributes.Count == 1 ? Attributes[0].Value : null;
}
