namespace Pipeline.Bundles;

/// <summary>One attribute as read: its name, and its numbers when they are few (a tensor's too).</summary>
internal readonly record struct AttributeParts(string Name, SmallTensor? Value);
