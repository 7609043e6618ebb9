using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Contracts;

/// <summary>Broken layouts: refused in one line that says what to do.</summary>
public abstract partial class DatasetContract
{
    /// <summary>Ways in which this layout is broken, beyond those that every layout shares.</summary>
    protected abstract IReadOnlyList<Breakage> Breakages { get; }

    /// <summary>Ways in which any layout is broken.</summary>
    private IReadOnlyList<Breakage> SharedBreakages =>
    [
        new("label map of another size", folder => ImageDamage.Resize(Label(folder)), "image and label map must share one grid"),
        new("label map whose spacing was lost", folder => ImageDamage.LoseSpacing(Label(folder)), "copy the image's header if the voxels correspond, resample otherwise"),
        new("label map with a flipped axis", folder => ImageDamage.FlipAxis(Label(folder)), "copy the image's header if the voxels correspond, reorient otherwise"),
        new("label map that is missing", folder => File.Delete(Label(folder)), "is missing"),
        new("image that is missing", folder => File.Delete(Image(folder)), "is missing"),
        new("4-D image", folder => ImageDamage.AddAxis(Image(folder)), "expected one 3-D volume; write each of the 2 volumes to a file of its own"),
        new("label map saved as a picture", folder => ImageDamage.TurnIntoPicture(Label(folder)), "(the values of a picture: 255 is white)"),
        new("label map with fractions", folder => ImageDamage.TurnIntoFractions(Label(folder)), "expected whole numbers from 0 to 65535 in a label map"),
        new("image cut short", folder => ImageDamage.Truncate(Image(folder)), "fetch the file again"),
    ];

    protected string Label(string folder) => Reader.Read(folder)[0].Label!;

    protected string Image(string folder) => Reader.Read(folder)[0].Images[Reader.Describe(folder).Modalities[^1]];

    [Fact]
    public void Every_breakage_is_refused_in_one_line_that_the_page_explains()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "datasets.md"));
        Assert.All(SharedBreakages.Concat(Breakages), breakage =>
        {
            var folder = Breakable();
            breakage.Break(folder);
            var message = Refusal(folder);
            Assert.Contains(breakage.Says, message, StringComparison.Ordinal);
            Assert.StartsWith(folder, message, StringComparison.Ordinal);
            Assert.True(page.Contains(breakage.Says, StringComparison.Ordinal), $"docs/datasets.md does not say: {breakage.Says}");
            Directory.Delete(folder, recursive: true);
        });
    }

    /// <summary>What the user reads when the folder is opened and prepared.</summary>
    protected string Refusal(string folder)
    {
        var error = Assert.ThrowsAny<Exception>(() =>
        {
            var cases = Reader.Read(folder);
            Prepare(cases, Reader.Describe(folder), Data.New("cache"));
        });
        Assert.True(error is UserInputException or ImageFormatException, error.ToString());
        Assert.DoesNotContain(error.Message, char.IsControl);
        return error.Message;
    }
}
