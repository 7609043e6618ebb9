namespace Pipeline.Bundles;

/// <summary>
/// Bounds the numbers by which Resize, Tile, Expand, ConstantOfShape, Range and Pad ask for memory. ONNX Runtime finds out only
/// when it allocates (measured: a Resize by 1e5 asks for 2e15 bytes).
/// </summary>
/// <remarks>
/// A number is a constant of the model within its limit, or, where it names the size of an axis, computed from shapes
/// (<see cref="SizeWalk"/>). Each axis so named is at most MaxScale × an axis of a tensor that exists, plus the constant's limit,
/// and the whole shape at most MaxElements × the product of such axes. So one node grows what is there by a bounded factor, as a
/// Resize by a constant scale does, and the memory is a function of the image's size alone, whatever its values: the memory plan
/// works it out for the image at hand and refuses what the budget does not hold. Anything else computed is refused.
/// </remarks>
internal static class SizeBounds
{
    /// <summary>Throws when a number is out of bounds, or is neither a constant nor a size although the policy wants that.</summary>
    public static void Check(NodeParts node, string who, WalkContext walk, SizeWalk sizes, IReadOnlyDictionary<string, SmallTensor> constants)
    {
        OnnxPolicy policy = walk.Policy;
        switch (node.Operator)
        {
            case "Resize":
                Bound(2, "scales", 1, policy.MaxScale, mayBeSize: false);
                Bound(3, "sizes", 1, policy.MaxExtent);
                break;
            case "Tile": Bound(1, "repeats", 1, policy.MaxScale, mayBeSize: false); break;
            case "Expand": Bound(1, "shape", 1, policy.MaxExtent); break;
            case "ConstantOfShape": Bound(0, "shape", 0, policy.MaxExtent); break;
            case "Pad": Bound(1, "pads", -policy.MaxWindow, policy.MaxWindow); break;
            case "Range":
                Bound(0, "start", -policy.MaxExtent, policy.MaxExtent);
                Bound(1, "limit", -policy.MaxExtent, policy.MaxExtent);
                Step();
                break;
        }

        void Bound(int input, string what, long min, long max, bool mayBeSize = true)
        {
            if (input >= node.Inputs.Count || node.Inputs[input].Length == 0) { return; }
            SizeVector? found = sizes.Of(node.Inputs[input]);
            if (constants.TryGetValue(node.Inputs[input], out SmallTensor? stored))
            {
                foreach (double number in stored.Numbers)
                {
                    walk.That(number >= min && number <= max, "bounds", $"{who}: {what} holds {Text.Of(number)}, expected {min} to {max}");
                }
            }
            else if (!mayBeSize || found is null)
            {
                string expected = mayBeSize ? "a constant, or a size computed from Shape with constants" : "a constant";
                walk.That(!policy.ConstantSizes, "bounds", $"{who}: {what} is computed, expected {expected} (nothing would bound the memory)");
            }
            else
            {
                walk.That(
                    found.Value.Factor <= policy.MaxScale && found.Value.Constant <= Math.Max(-min, max), "bounds",
                    $"{who}: {what} is up to {Text.Of(found.Value.Factor)} × the size of an axis + {Text.Of(found.Value.Constant)}, expected at most {policy.MaxScale} × + {Math.Max(-min, max)}");
            }
            walk.That(
                what is not ("shape" or "sizes") || found is null || found.Value.Growth <= policy.MaxElements, "bounds",
                $"{who}: {what} names {Text.Of(found.GetValueOrDefault().Growth)} elements or more, expected at most {policy.MaxElements}");
        }

        void Step()
        {
            double[] step = node.Inputs.Count > 2 && constants.TryGetValue(node.Inputs[2], out SmallTensor? stored) ? stored.Numbers : [];
            walk.That(
                !policy.ConstantSizes || step is [>= 1 or <= -1], "bounds",
                $"{who}: delta is {(step is [double number] ? Text.Of(number) : "computed")}, expected a constant of 1 or more, or −1 or less");
        }
    }
}
