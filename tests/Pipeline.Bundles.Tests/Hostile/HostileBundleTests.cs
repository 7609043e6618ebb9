using System.Text;

namespace Pipeline.Bundles.Tests;

/// <summary>Attacks on the folder; the ids are those of the field's advisories by kind: B1 paths, B2–B4 links, B5 races and devices, B6 code in data.</summary>
public sealed class HostileBundleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _bundle;

    public HostileBundleTests() => _bundle = SampleBundle.Write(_folder.At("models"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../x")]
    [InlineData("golden/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("x:ads")]
    [InlineData("a\\b")]
    [InlineData("\\\\server\\x")]
    [InlineData("./x")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("con")]
    [InlineData("golden/NUL.txt")]
    [InlineData("COM1")]
    [InlineData("lpt9.nii")]
    [InlineData("x.")]
    [InlineData("x ")]
    [InlineData("~x")]
    [InlineData("caf\u00e9")]
    [InlineData("a\u202eb")]
    [InlineData("SHA256SUMS")]
    [InlineData("SHA256SUMS.sig")]
    [InlineData("a/b/c/d/e/f/g/h/i")]
    public void B1_listed_paths_cannot_leave_the_folder_or_mean_something_else(string path)
    {
        File.AppendAllText(ListPath, $"{new string('a', 64)}  {path}\n");
        BundleException error = Fails();
        Assert.Equal("list", error.Rule);
        Assert.StartsWith(ListPath + ": line 9: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a/nul")]
    public void B1_the_writer_cannot_be_made_to_leave_its_folder(string path)
    {
        using BundleWriter writer = BundleWriter.Begin(_folder.At("models"), "other", "1.0.0");
        Assert.Equal("path", Assert.Throws<BundleException>(() => writer.Add(path, "x")).Rule);
    }

    [Fact]
    public void B2_a_symlinked_file_is_refused_even_when_its_content_is_right()
    {
        foreach (string name in new[] { "model.onnx", "card.json", "README.md", Checksums.FileName })
        {
            string inside = Path.Combine(_bundle, name), outside = _folder.At("outside-" + name);
            File.Move(inside, outside);
            File.CreateSymbolicLink(inside, outside);
            BundleException error = Fails();
            Assert.Equal("link", error.Rule);
            Assert.StartsWith(inside + ": is a link", error.Message, StringComparison.Ordinal);
            File.Delete(inside);
            File.Move(outside, inside);
        }
    }

    [Fact]
    public void B2_a_dangling_or_circular_symlink_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_bundle, "loop"), Path.Combine(_bundle, "loop"));
        Assert.Equal("link", Fails().Rule);
    }

    [Fact]
    public void B3_a_symlinked_folder_is_refused()
    {
        string inside = Path.Combine(_bundle, "golden"), outside = _folder.At("outside");
        Directory.Move(inside, outside);
        Directory.CreateSymbolicLink(inside, outside);
        BundleException error = Fails();
        Assert.Equal("link", error.Rule);
        Assert.StartsWith(inside + ": is a link", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void B4_a_model_exchanged_behind_a_hard_link_does_not_match_and_an_opened_one_stays_as_it_was()
    {
        Bundle opened = Bundle.Open(_bundle, "");
        string model = Path.Combine(_bundle, "model.onnx");
        byte[] before = [.. opened.Model];
        // A hard link is the same file under two names: writing through the other name is writing in place.
        using (FileStream stream = File.OpenWrite(model)) { stream.Write(new byte[16]); }
        Assert.Equal(before, opened.Model);
        Assert.Equal("checksum", Fails().Rule);
    }

    [Theory]
    [InlineData("extra.txt", "extra-file")]
    [InlineData("golden/extra.nii", "extra-file")]
    [InlineData("evil.dll", "extra-file")]
    [InlineData(".hidden", "extra-file")]
    [InlineData("MODEL.onnx", "extra-file")]
    public void A_file_that_is_not_listed_is_refused(string path, string rule)
    {
        File.WriteAllText(Path.Combine(_bundle, path), "x");
        Assert.Equal(rule, Fails().Rule);
    }

    [Fact]
    public void An_empty_folder_that_is_not_listed_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_bundle, "empty"));
        Assert.Equal("extra-file", Fails().Rule);
    }

    [Fact]
    public void A_detached_signature_may_lie_beside_the_list()
    {
        File.WriteAllText(Path.Combine(_bundle, Checksums.SignatureName), "signature");
        Bundle.Open(_bundle, "");
    }

    [Fact]
    public void A_listed_file_that_is_missing_is_named()
    {
        File.Delete(Path.Combine(_bundle, "README.md"));
        BundleException error = Fails();
        Assert.Equal("missing-file", error.Rule);
        Assert.StartsWith(Path.Combine(_bundle, "README.md") + ": is listed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("no hash here\n")]
    [InlineData("aaaa  model.onnx\n")]
    public void A_list_of_another_form_is_refused(string text)
    {
        File.WriteAllText(ListPath, text);
        Assert.Equal("list", Fails().Rule);
    }

    [Fact]
    public void A_list_that_is_unsorted_doubled_cut_off_in_capitals_or_gone_is_refused()
    {
        string text = File.ReadAllText(ListPath);
        string[] lines = text.TrimEnd('\n').Split('\n');
        foreach (string bad in new[]
        {
            string.Join('\n', lines.Reverse()) + "\n",
            string.Join('\n', lines.Prepend(lines[0])) + "\n",
            text.TrimEnd('\n'),
            text.ToUpperInvariant(),
            text.Replace("\n", "\r\n", StringComparison.Ordinal),
        })
        {
            File.WriteAllText(ListPath, bad);
            Assert.Equal("list", Fails().Rule);
        }
        File.Delete(ListPath);
        BundleException error = Fails();
        Assert.Equal(ListPath + ": cannot be read: no such file", error.Message);
    }

    [Fact]
    public void B5_a_pipe_in_the_bundle_is_refused_without_waiting_for_it()
    {
        if (OperatingSystem.IsWindows()) { return; }
        using (var process = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_bundle, "pipe")])) { process.WaitForExit(); }
        Assert.Equal("extra-file", Fails().Rule);
        File.Delete(Path.Combine(_bundle, "model.onnx"));
        File.Move(Path.Combine(_bundle, "pipe"), Path.Combine(_bundle, "model.onnx"));
        Assert.Equal("checksum", Fails().Rule);
    }

    [Fact]
    public void B6_expressions_in_the_card_are_plain_text_and_unknown_keys_are_refused()
    {
        Card card = Samples.Card() with { Description = "$import os; os.system('touch pwned')" };
        string folder = BundleWriter.Write(_folder.At("models"), "full-phantom", "1.0.1", w => SampleBundle.Fill(w, card with { Version = "1.0.1" }));
        Assert.Equal(card.Description, Bundle.Open(folder, "").Card.Description);
        Assert.False(File.Exists("pwned"));

        string json = Encoding.UTF8.GetString(card.ToJson());
        string target = json.Replace("\"task\":", "\"_target_\": \"os.system\", \"task\":", StringComparison.Ordinal);
        var error = Assert.Throws<BundleException>(() => Card.Parse(Encoding.UTF8.GetBytes(target), "card.json"));
        Assert.Contains("_target_: unknown field", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_models_are_refused_inside_a_bundle_whose_checksums_are_right()
    {
        foreach ((string _, string rule, Func<byte[]> model) in HostileModels.All)
        {
            byte[] bytes = model();
            File.WriteAllBytes(Path.Combine(_bundle, "model.onnx"), bytes);
            SampleBundle.Reseal(_bundle);
            Assert.Equal(rule, Fails().Rule);
        }
    }

    private string ListPath => Path.Combine(_bundle, Checksums.FileName);

    private BundleException Fails() => Assert.Throws<BundleException>(() => Bundle.Open(_bundle, ""));
}
