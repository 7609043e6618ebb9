namespace Pipeline.Bundles;

/// <summary>
/// Bounds the constants by which Resize, Tile, Expand, ConstantOfShape and Pad ask for memory. ONNX Runtime finds out only when it
/// allocates (measured: a Resize by 1e5 asks for 2e15 bytes).
/// </summary>
internal static class SizeBounds
{
    /// <summary>Throws when a size is out of bounds, or is not a constant although the policy wants that.</summary>
    public static void Check(NodeParts node, string who, WalkContext walk, IReadOnlyDictionary<string, long[]> constants)
    {
        OnnxPolicy policy = walk.Policy;
        switch (node.Operator)
        {
            case "Resize":
                Bound(2, "scales", 1, policy.MaxScale);
                Bound(3, "sizes", 1, policy.MaxExtent);
                break;
            case "Tile": Bound(1, "repeats", 1, policy.MaxScale); break;
            case "Expand": Bound(1, "shape", 1, policy.MaxExtent, bounded: true); break;
            case "ConstantOfShape": Bound(0, "shape", 0, policy.MaxExtent, bounded: true); break;
            case "Pad": Bound(1, "pads", -policy.MaxWindow, policy.MaxWindow); break;
        }

        void Bound(int input, string what, long min, long max, bool bounded = false)
        {
            if (input >= node.Inputs.Count || node.Inputs[input].Length == 0) { return; }
            if (!constants.TryGetValue(node.Inputs[input], out long[]? numbers))
            {
                walk.That(!policy.ConstantSizes, "bounds", $"{who}: {what} is computed, expected a constant (nothing would bound the memory)");
                return;
            }
            long product = 1;
            foreach (long number in numbers)
            {
                walk.That(number >= min && number <= max, "bounds", $"{who}: {what} holds {number}, expected {min} to {max}");
                // number ≤ MaxExtent and at most 16 numbers: saturate instead of overflowing.
                product = Math.Min(product * Math.Max(number, 1), policy.MaxElements + 1);
            }
            walk.That(!bounded || product <= policy.MaxElements, "bounds", $"{who}: {what} has {product} elements or more, expected at most {policy.MaxElements}");
        }
    }
}
