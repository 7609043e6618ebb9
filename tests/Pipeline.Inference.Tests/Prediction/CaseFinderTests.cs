using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

public sealed class CaseFinderTests : IDisposable
{
    private static readonly Card One = TinyCards.Card();
    private static readonly Card Two = TinyCards.Card(modalities: ["t1", "flair"]);
    private readonly string _folder = Directory.CreateTempSubdirectory("finder").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_stands_for_its_images_in_ordinal_order_and_nothing_else()
    {
        Touch("b.nii.gz", "a.nii", "notes.txt", "sub/c.nii");
        Assert.Equal(["a", "b"], CaseFinder.Find([_folder], [], One).Select(c => c.Id));
    }

    [Fact]
    public void Files_of_several_modalities_are_grouped_by_their_suffix_in_the_cards_order()
    {
        Touch("p1_flair.nii.gz", "p1_t1.nii.gz", "p2_t1.nii.gz", "p2_flair.nii.gz");

        IReadOnlyList<PredictionCase> cases = CaseFinder.Find([_folder], [], Two);

        Assert.Equal(["p1", "p2"], cases.Select(c => c.Id));
        Assert.Equal(["p1_t1.nii.gz", "p1_flair.nii.gz"], cases[0].Images.Select(Path.GetFileName));
    }

    [Fact]
    public void Named_modalities_make_one_case_whatever_the_files_are_called()
    {
        PredictionCase found = Assert.Single(CaseFinder.Find([], ["flair=x/b.nii.gz", "t1=x/p7_t1.nii"], Two));
        Assert.Equal(["x/p7_t1.nii", "x/b.nii.gz"], found.Images);
        Assert.Equal("b", found.Id);
    }

    [Fact]
    public void A_missing_modality_is_named()
    {
        Touch("p1_t1.nii.gz");
        UserInputException e = Assert.Throws<UserInputException>(() => CaseFinder.Find([_folder], [], Two));
        Assert.Equal("Case p1: found 1 of 2 modalities; flair missing.", e.Message);
    }

    [Theory]
    [InlineData("t2=a.nii")]
    [InlineData("t1")]
    [InlineData("=a.nii")]
    [InlineData("t1=")]
    public void A_wrong_modality_argument_is_refused(string named) =>
        Assert.Throws<UserInputException>(() => CaseFinder.Find([], [named], Two));

    [Fact]
    public void Inputs_that_cannot_be_told_apart_or_found_are_refused()
    {
        Touch("p1.nii.gz", "p1.nii", "empty/notes.txt");
        Assert.Throws<UserInputException>(() => CaseFinder.Find([], [], One));
        Assert.Throws<UserInputException>(() => CaseFinder.Find([_folder], [], One));
        Assert.Throws<UserInputException>(() => CaseFinder.Find([Path.Combine(_folder, "empty")], [], One));
        Assert.Throws<UserInputException>(() => CaseFinder.Find([Path.Combine(_folder, "p1.nii")], [], Two));
        Assert.Throws<UserInputException>(() => CaseFinder.Find(["a.nii"], ["mr=b.nii"], One));
    }

    private void Touch(params string[] names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }
}
