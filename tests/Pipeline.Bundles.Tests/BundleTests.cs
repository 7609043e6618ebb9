namespace Pipeline.Bundles.Tests;

public sealed class BundleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_by_folder_name_name_with_version_and_model_folder()
    {
        string folder = SampleBundle.Write(_folder.Path);
        foreach (string model in new[] { folder, folder + "/", "full-phantom", "full-phantom/1.0.0", _folder.At("full-phantom"), Path.Combine(folder, "model.onnx") })
        {
            Bundle bundle = Bundle.Open(model, _folder.Path);
            Assert.Equal(("full-phantom", "1.0.0"), (bundle.Name, bundle.Version));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "model.onnx")), bundle.Model);
            Assert.NotNull(bundle.Folder);
            Assert.Equal(0.9, bundle.ReadMetrics()!.MeanDice);
            Assert.Equal(50, bundle.ReadParity()!.Inputs);
            Assert.Equal("phantom"u8, bundle.ReadFile(bundle.Card.Golden!.Input[0]));
            Assert.True(File.Exists(bundle.PathOf("golden/expected.nii.gz")));
        }
    }

    [Fact]
    public void Opens_a_lone_model_with_its_card_inside()
    {
        File.WriteAllBytes(_folder.At("lone.onnx"), OnnxSample.WithCard(Samples.Card()));
        Bundle bundle = Bundle.Open(_folder.At("lone.onnx"), "nowhere");
        Assert.Equal("full-phantom", bundle.Name);
        Assert.Null(bundle.Folder);
        Assert.Null(bundle.Card.Metrics);
        Assert.Null(bundle.ReadMetrics());
        Assert.Throws<BundleException>(() => bundle.ReadFile("card.json"));
    }

    [Fact]
    public void Name_alone_means_the_highest_semantic_version()
    {
        foreach (string version in new[] { "1.9.0", "1.10.0", "1.10.1-rc.1", "0.99.99" }) { SampleBundle.Write(_folder.Path, version: version); }
        Directory.CreateDirectory(_folder.At("full-phantom", "9.x"));
        Assert.Equal("1.10.1-rc.1", Bundle.Open("full-phantom", _folder.Path).Version);
        var store = new ModelStore(_folder.Path);
        Assert.Equal(["full-phantom"], store.Models);
        Assert.Equal("1.10.0", store.Previous("full-phantom", SemanticVersion.Parse("1.10.1-rc.1")).ToString());
        Assert.Null(store.Previous("full-phantom", SemanticVersion.Parse("0.99.99")));
        Assert.Null(store.Highest("other"));
    }

    [Theory]
    [InlineData("unet", "unet: no model 'unet' under {root} (there are: full-phantom); expected a bundle folder, NAME, NAME/VERSION or a .onnx file")]
    [InlineData("full-phantom/2.0.0", "full-phantom/2.0.0: no version '2.0.0' of full-phantom under {root} (there are: 1.0.0)")]
    [InlineData("full-phantom/1.0.0/x", "full-phantom/1.0.0/x: no such file or folder, expected")]
    [InlineData("/nowhere/at/all", "/nowhere/at/all: no such file or folder, expected")]
    [InlineData("", "no model named, expected")]
    public void A_model_that_is_not_there_is_one_line_with_the_way_out(string model, string expected)
    {
        SampleBundle.Write(_folder.Path);
        var error = Assert.Throws<BundleException>(() => Bundle.Open(model, _folder.Path));
        Assert.StartsWith(expected.Replace("{root}", _folder.Path, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.Equal("not-found", error.Rule);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_file_that_is_no_model_and_a_folder_that_is_no_bundle_are_said_to_be_so()
    {
        Assert.Contains("is not a model", Fails(_folder.Write("card.txt", "x")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder without card.json", Fails(_folder.Path).Message, StringComparison.Ordinal);
        Assert.Contains("there is no model yet", Fails("unet").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_reported_with_the_files_name()
    {
        string folder = SampleBundle.Write(_folder.Path);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] original = File.ReadAllBytes(file);
            byte[] changed = [.. original];
            changed[changed.Length / 2] ^= 1;
            File.WriteAllBytes(file, changed);
            BundleException error = Fails(folder);
            string name = Path.GetFileName(file);
            // A flip in the list itself shows as a wrong list, or as the file whose line it hit.
            if (name != Checksums.FileName)
            {
                Assert.StartsWith(file + ": SHA-256 is ", error.Message, StringComparison.Ordinal);
                Assert.Equal("checksum", error.Rule);
            }
            File.WriteAllBytes(file, original);
        }
        Bundle.Open(folder, _folder.Path);
    }

    [Fact]
    public void A_file_changed_after_opening_is_noticed_when_it_is_read()
    {
        string folder = SampleBundle.Write(_folder.Path);
        Bundle bundle = Bundle.Open(folder, _folder.Path);
        File.WriteAllText(Path.Combine(folder, "metrics.json"), "{}");
        Assert.Equal("checksum", Assert.Throws<BundleException>(() => bundle.ReadMetrics()).Rule);
    }

    [Fact]
    public void Card_and_model_must_agree()
    {
        string folder = SampleBundle.Write(_folder.Path);
        Card other = Samples.Card() with { Spacing = [1, 1] };
        File.WriteAllBytes(Path.Combine(folder, "card.json"), other.ToJson());
        SampleBundle.Reseal(folder);
        BundleException error = Fails(folder);
        Assert.Equal("card", error.Rule);
        Assert.Contains("differs from the card inside model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_names_and_card_must_agree_when_opened_by_name()
    {
        string folder = SampleBundle.Write(_folder.Path);
        Directory.Move(folder, _folder.At("full-phantom", "2.0.0"));
        BundleException error = Fails("full-phantom");
        Assert.Equal("name", error.Rule);
        Assert.Contains("found full-phantom 1.0.0, expected full-phantom 2.0.0", error.Message, StringComparison.Ordinal);
        Assert.Equal("1.0.0", Bundle.Open(_folder.At("full-phantom", "2.0.0"), _folder.Path).Version);
    }

    [Fact]
    public void Golden_files_of_the_card_must_be_there()
    {
        string folder = SampleBundle.Write(_folder.Path);
        File.Delete(Path.Combine(folder, "golden", "expected.nii.gz"));
        SampleBundle.Reseal(folder);
        Assert.Equal("golden", Fails(folder).Rule);
    }

    public static TheoryData<string, string> WrongInterfaces => new()
    {
        { "input name", "has inputs picture Float [n, 1, h, w], expected one named 'image'" },
        { "channels", "expected 1 channel(s), one per modality" },
        { "rank", "with 4 axes (card: 2-D)" },
        { "two inputs", "expected one named 'image'" },
        { "output name", "has outputs scores" },
        { "labels", "expected 4 channel(s) as the card's labels say" },
    };

    [Theory]
    [MemberData(nameof(WrongInterfaces))]
    public void Model_must_have_the_inputs_and_outputs_of_its_card(string change, string expected)
    {
        var sample = new OnnxSample();
        sample.Metadata[Card.MetadataKey] = Samples.Card().ToModelJson();
        switch (change)
        {
            case "input name":
                sample.Inputs[0] = OnnxSample.Value("picture", "n", 1, "h", "w");
                sample.Nodes[0] = OnnxSample.Node("Conv", "conv", ["picture", "weight"], ["a"]);
                break;
            case "channels": sample.Inputs[0] = OnnxSample.Value("image", "n", 3, "h", "w"); break;
            case "rank": sample.Inputs[0] = OnnxSample.Value("image", "n", 1, "d", "h", "w"); break;
            case "two inputs": sample.Inputs.Add(OnnxSample.Value("more", "n", 1, "h", "w")); break;
            case "labels": sample.Outputs[0] = OnnxSample.Value("logits", "n", 5, "h", "w"); break;
            default:
                sample.Outputs[0] = OnnxSample.Value("scores", "n", 4, "h", "w");
                sample.Nodes[2] = OnnxSample.Node("Resize", "up", ["b", "", "scales"], ["scores"]);
                break;
        }
        File.WriteAllBytes(_folder.At("m.onnx"), sample.ToArray());
        BundleException error = Fails(_folder.At("m.onnx"));
        Assert.Equal("interface", error.Rule);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_model_without_card_says_what_to_do()
    {
        File.WriteAllBytes(_folder.At("m.onnx"), new OnnxSample().ToArray());
        Assert.EndsWith(
            "holds no card (metadata key pipeline.card); open its bundle folder, or export it with this program",
            Fails(_folder.At("m.onnx")).Message, StringComparison.Ordinal);
    }

    private BundleException Fails(string model) => Assert.Throws<BundleException>(() => Bundle.Open(model, _folder.Path));
}
