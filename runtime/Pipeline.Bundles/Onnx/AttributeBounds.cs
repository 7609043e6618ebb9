namespace Pipeline.Bundles;

/// <summary>Bounds the attributes that decide how large a window or an output becomes.</summary>
internal static class AttributeBounds
{
    /// <summary>Throws at the first attribute outside its bounds, or one that appears twice.</summary>
    public static void Check(NodeParts node, string who, WalkContext walk)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((string name, SmallTensor? value) in node.Attributes)
        {
            walk.That(names.Add(name), "names", $"{who}: attribute {Text.Quote(name)} appears twice");
            (long min, long max)? bounds = name switch
            {
                "kernel_shape" or "dilations" => (1, walk.Policy.MaxWindow),
                "pads" or "output_padding" => (0, walk.Policy.MaxWindow),
                "strides" => (1, walk.Policy.MaxScale),
                "output_shape" => (1, walk.Policy.MaxExtent),
                _ => null,
            };
            if (bounds is not (long least, long most)) { continue; }
            foreach (double number in value?.Numbers ?? [])
            {
                walk.That(number >= least && number <= most, "bounds", $"{who}: {name} holds {Text.Of(number)}, expected {least} to {most}");
            }
        }
    }
}
