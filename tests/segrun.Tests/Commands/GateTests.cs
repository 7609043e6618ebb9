using System.Text.Json;

using Pipeline.Bundles;

namespace Segrun.Tests;

public sealed class GateTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_model_above_its_thresholds_passes() => Assert.Equal(0, Gate(Entry()).Code);

    [Fact]
    public void A_threshold_that_is_not_reached_fails_with_code_3_and_names_the_rule()
    {
        _shop.WriteCases();
        Pipeline.Imaging.ImageFile.WriteLabels(_shop.At("b_gt.nii.gz"), Workshop.Truth(12, 9, 2, 0));
        SegrunResult result = Gate(Entry(cases: false));
        Assert.Equal(3, result.Code);
        Assert.Matches("mean_dice +FAILED", result.Output);
        Assert.Contains("gate: FAILED", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_of_the_command_line_overrides_the_files()
    {
        _shop.WriteCases();
        Pipeline.Imaging.ImageFile.WriteLabels(_shop.At("b_gt.nii.gz"), Workshop.Truth(12, 9, 2, 0));
        Assert.Equal(0, Gate(Entry(cases: false), "--min-dice", "0.4").Code);
        Assert.Equal(3, Gate(Entry(cases: false), "--min-dice", "0.999").Code);
    }

    [Fact]
    public void Data_that_are_not_here_are_red_unless_that_is_accepted()
    {
        GateEntry entry = Entry() with { Cases = "${PIPELINE_DATA}/cases.json" };
        SegrunResult red = Gate(entry);
        Assert.Equal(3, red.Code);
        Assert.Contains("Dice not measured", red.Output, StringComparison.Ordinal);
        Assert.Equal(0, Gate(entry, "--without-data").Code);
    }

    [Fact]
    public void A_phantom_recipe_is_looked_up_in_the_phantoms_folder()
    {
        GateEntry entry = Entry() with { Cases = null, Phantom = new PhantomRecipe { Dataset = "acdc", Patients = 2, Seed = 7 } };
        Assert.Equal(3, Gate(entry, "--phantoms", _shop.At("phantoms")).Code);
        Directory.CreateDirectory(_shop.At("phantoms", "acdc-2-7"));
        _shop.WriteCases(Path.Combine("phantoms", "acdc-2-7", "cases.json"));
        Assert.Equal(0, Gate(entry, "--phantoms", _shop.At("phantoms")).Code);
    }

    [Fact]
    public void A_wrong_golden_pair_and_a_drop_against_the_version_before_are_red()
    {
        _shop.WriteBundle("1.1.0", wrongGolden: true);
        JsonElement rows = JsonElement.Parse(Gate(Entry() with { MaxDrop = 0.01 }, "--json").Output).GetProperty("results")[0].GetProperty("rows");
        string[] failed = [.. rows.EnumerateArray().Where(row => !row.GetProperty("passed").GetBoolean()).Select(row => row.GetProperty("rule").GetString()!)];
        Assert.Equal(["golden"], failed);
    }

    [Fact]
    public void A_model_name_that_the_file_does_not_list_is_bad_input() => Assert.Equal(2, Gate(Entry(), "--model", "other").Code);

    private GateEntry Entry(bool cases = true)
    {
        if (cases)
            _shop.WriteCases();
        return new GateEntry { Name = "tiny", Cases = "cases.json", MinMeanDice = 0.9, MinDice = new Dictionary<string, double> { ["class 1"] = 0.4 }, MaxHd95 = 50 };
    }

    private SegrunResult Gate(GateEntry entry, params string[] arguments)
    {
        new GatesFile { Models = [entry] }.Save(_shop.At("gates.json"));
        return SegrunProgram.Run(["gate", "--gates", _shop.At("gates.json"), "--models", _shop.Models, "--allow-standin", .. arguments]);
    }
}
