using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using Pipeline.Training.Regimes.Full;

namespace Pipeline.Training.Tests.Configuration;

public sealed class SettingsJsonTests
{
    private static readonly FullDefinition Full = new();

    private static RunSettings With(params string[] assignments)
    {
        var json = Full.Write(Full.Preset("cpu", threads: 2));
        foreach (var assignment in assignments) SettingsJson.Set(json, assignment);
        return Full.Read(json);
    }

    private static string Error(string assignment) => Assert.Throws<UserInputException>(() => With(assignment)).Message;

    [Fact]
    public void Settings_survive_writing_and_reading()
    {
        foreach (var preset in Full.Presets)
        {
            var settings = Full.Preset(preset, threads: 3);
            settings.Check();
            Assert.Equal(settings, Full.Read((JsonObject)JsonNode.Parse(Full.Write(settings).ToJsonString())!));
        }
    }

    [Fact]
    public void A_key_may_have_its_section_or_not_and_dashes_or_underscores()
    {
        var settings = With("training.learning_rate=0.01", "warm-up=0.1", "rotation=15", "full.batch=4", "optimiser=sgd");
        Assert.Equal((0.01, 0.1, "sgd"), (settings.Training.LearningRate, settings.Training.WarmUp, settings.Training.Optimiser));
        Assert.Equal(15, settings.Augmentation.Rotation);
        Assert.Equal(4, ((FullOptions)settings.Regime).Batch);
    }

    [Fact]
    public void Wrong_assignments_are_refused_in_one_line()
    {
        Assert.Equal("--set steps: expected key=value, for instance training.steps=2000", Error("steps"));
        Assert.Equal("--set steps=many: expected a number", Error("steps=many"));
        Assert.StartsWith("--set stepps=3: no option 'stepps'; expected one of training.steps, ", Error("stepps=3"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_where_a_whole_number_belongs_is_refused()
    {
        Assert.StartsWith("settings: ", Error("steps=1.5"), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => With("patch=100").Check());
        Assert.Equal("full.patch = 100: expected a multiple of 16, such as 112", error.Message);
        Assert.Equal(
            "training.optimiser = rmsprop: expected one of adamw, adam, radam, sgd",
            Assert.Throws<ArgumentException>(() => With("optimiser=rmsprop").Check()).Message);
        Assert.Equal("training.ema = 1: expected a value from 0 to 0.999999", Assert.Throws<ArgumentException>(() => With("ema=1").Check()).Message);
    }

    [Fact]
    public void An_unknown_preset_lists_the_known_ones()
    {
        Assert.Equal("preset 'gpu' is unknown; expected one of: cpu, paper, smoke", Assert.Throws<UserInputException>(() => Full.Preset("gpu", 1)).Message);
    }
}
