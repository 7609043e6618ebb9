namespace Pipeline.Bundles;

/// <summary>Compares a model's input and output with what its card promises.</summary>
internal static class ModelInterface
{
    /// <summary>Throws when the model cannot be run as the card says.</summary>
    public static void Check(Card card, OnnxSummary summary, string file)
    {
        int rank = card.Dimensions + 2;
        string names = string.Join(", ", summary.Inputs);
        Require(summary.Inputs.Count == 1 && summary.Inputs[0].Name == card.InputName, $"has inputs {names}, expected one named '{card.InputName}' as the card says");
        OnnxValue input = summary.Inputs[0];
        Require(IsReal(input) && input.Dims.Count == rank, $"has input {input}, expected floating-point numbers with {rank} axes (card: {card.Dimensions}-D)");
        Require(Fits(input.Dims[1], card.Modalities.Count), $"has input {input}, expected {card.Modalities.Count} channel(s), one per modality of the card");
        OnnxValue? output = summary.Outputs.FirstOrDefault(o => o.Name == card.Output.Name);
        Require(output is not null, $"has outputs {string.Join(", ", summary.Outputs)}, expected one named '{card.Output.Name}' as the card says");
        Require(IsReal(output!) && output!.Dims.Count == rank, $"has output {output}, expected floating-point numbers with {rank} axes");
        int? channels = card.Output.Kind switch
        {
            OutputKind.Logits or OutputKind.Probabilities => card.Labels.Count,
            OutputKind.Map => 1,
            _ => null,
        };
        Require(channels is null || Fits(output!.Dims[1], channels.Value), $"has output {output}, expected {channels} channel(s) as the card's labels say");

        void Require(bool holds, string message)
        {
            if (!holds) { throw new BundleException(file, "interface", message); }
        }
    }

    private static bool IsReal(OnnxValue value) => value.Type is OnnxElementType.Float or OnnxElementType.Float16;

    private static bool Fits(OnnxDim dim, int expected) => dim.Value is null || dim.Value == expected;
}
