namespace Pipeline.Bundles.Tests;

public sealed class BundleWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_all_files_and_a_sorted_list_that_sha256sum_can_read()
    {
        string folder = SampleBundle.Write(_folder.Path);
        Assert.Equal(_folder.At("full-phantom", "1.0.0"), folder);
        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder.At("full-phantom")));
        string[] lines = File.ReadAllLines(Path.Combine(folder, Checksums.FileName));
        string[] expected =
        [
            "README.md", "card.json", "configs/metadata.json", "golden/expected.nii.gz", "golden/input.nii.gz", "metrics.json",
            "model.onnx", "parity.json",
        ];
        Assert.Equal(expected, lines.Select(l => l[66..]));
        // printf labels | sha256sum
        Assert.StartsWith("d772ebb4590212c65cc31888ee55c3a893d866d8479f84a4c0ca36918a3fa75f  golden/", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_content_gives_the_same_list()
    {
        string a = SampleBundle.Write(_folder.At("a")), b = SampleBundle.Write(_folder.At("b"));
        Assert.Equal(File.ReadAllText(Path.Combine(a, Checksums.FileName)), File.ReadAllText(Path.Combine(b, Checksums.FileName)));
    }

    [Fact]
    public void An_existing_version_is_refused_and_untouched()
    {
        string folder = SampleBundle.Write(_folder.Path);
        string before = File.ReadAllText(Path.Combine(folder, Checksums.FileName));
        var error = Assert.Throws<UserInputException>(() => SampleBundle.Write(_folder.Path));
        Assert.Equal($"{folder} exists already; versions are immutable: choose a higher --version", error.Message);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, Checksums.FileName)));
        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder.At("full-phantom")));
    }

    [Fact]
    public void A_version_that_appears_meanwhile_is_refused_at_the_end()
    {
        using BundleWriter slow = BundleWriter.Begin(_folder.Path, "full-phantom", "1.0.0");
        SampleBundle.Fill(slow, Samples.Card());
        SampleBundle.Write(_folder.Path);
        Assert.Throws<UserInputException>(() => slow.Commit());
    }

    [Fact]
    public void A_failure_while_filling_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => BundleWriter.Write(_folder.Path, "full-phantom", "1.0.0", writer =>
        {
            SampleBundle.Fill(writer, Samples.Card());
            throw new InvalidOperationException("evaluation failed");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_bundle_that_would_not_open_is_not_committed()
    {
        var error = Assert.Throws<BundleException>(() => BundleWriter.Write(_folder.Path, "full-phantom", "1.0.0", writer =>
        {
            SampleBundle.Fill(writer, Samples.Card());
            writer.Add(Bundle.ModelFile, HostileModels.All[0].Model());
        }));
        Assert.Equal("external-data", error.Rule);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Card_must_have_the_name_and_version_that_are_written()
    {
        var error = Assert.Throws<BundleException>(() => BundleWriter.Write(_folder.Path, "full-phantom", "1.0.1", w => SampleBundle.Fill(w, Samples.Card())));
        Assert.Equal("card.json: found full-phantom 1.0.0, expected full-phantom 1.0.1 as the folders say", error.Message);
    }

    [Fact]
    public void Staging_is_not_taken_for_a_version()
    {
        using BundleWriter writer = BundleWriter.Begin(_folder.Path, "full-phantom", "1.0.0");
        Assert.Empty(new ModelStore(_folder.Path).Versions("full-phantom"));
        Assert.Empty(new ModelStore(_folder.Path).Models);
    }

    [Theory]
    [InlineData("../x", "1.0.0")]
    [InlineData("", "1.0.0")]
    [InlineData("aux", "1.0.0")]
    [InlineData("x", "1.0")]
    [InlineData("x", "../1.0.0")]
    public void Names_and_versions_of_another_form_are_refused(string name, string version) =>
        Assert.Throws<UserInputException>(() => BundleWriter.Begin(_folder.Path, name, version).Dispose());

    [Fact]
    public void A_place_that_cannot_be_written_is_one_line()
    {
        string file = _folder.Write("file", "x");
        var error = Assert.Throws<UserInputException>(() => BundleWriter.Begin(file, "x", "1.0.0").Dispose());
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose a writable place with space", error.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Path));
    }
}
