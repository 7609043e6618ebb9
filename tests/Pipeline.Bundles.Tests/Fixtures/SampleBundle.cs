namespace Pipeline.Bundles.Tests;

/// <summary>Writes complete sample bundles into a models folder.</summary>
internal static class SampleBundle
{
    public static string Write(string modelsRoot, string name = "full-phantom", string version = "1.0.0") =>
        BundleWriter.Write(modelsRoot, name, version, writer => Fill(writer, Samples.Card(name, version)));

    public static void Fill(BundleWriter writer, Card card)
    {
        writer.Add(Bundle.ModelFile, OnnxSample.WithCard(card));
        writer.Add(Bundle.CardFile, card.ToJson());
        writer.Add(Bundle.MetricsFileName, Samples.Metrics().ToJson());
        writer.Add(Bundle.ParityFileName, Samples.Parity().ToJson());
        writer.Add("golden/input.nii.gz", "phantom"u8);
        writer.Add("golden/expected.nii.gz", "labels"u8);
        writer.Add(MonaiMetadata.Path, MonaiMetadata.Write(card));
        writer.Add("README.md", ModelCardReadme.Write(card, Samples.Metrics(), Samples.Parity()));
    }

    /// <summary>Rewrites the checksums, as an attacker who controls the whole folder would.</summary>
    public static void Reseal(string folder)
    {
        File.Delete(Path.Combine(folder, Checksums.FileName));
        Checksums.Write(folder);
    }
}
