using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests.Commands;

/// <summary>Train, list cases, evaluate, export, draw: the commands in the order in which a user types them.</summary>
public sealed class MainJobTests(Workshop workshop)
{
    [Fact]
    public void A_run_becomes_a_bundle_whose_Dice_is_training_s_own()
    {
        var run = workshop.New("run");
        var trained = InProcess.Run([.. workshop.Train(run, 6), "--json"]);
        Assert.True(trained.Code == 0, trained.Error);
        var report = JsonNode.Parse(trained.Output)!;
        Assert.Equal(("completed", 6), (report["end"]!.GetValue<string>(), report["step"]!.GetValue<int>()));

        var cases = Path.Combine(workshop.Root, "test.json");
        Assert.Equal(0, InProcess.Run("cases", "acdc", workshop.Data, "--split", Path.Combine(run, "split.json"), "--part", "test", "-o", cases).Code);
        Assert.Equal(2, CasesFile.Load(cases).Cases.Count);

        var evaluated = InProcess.Run("evaluate", run, "--cases", cases, "--json", "--threads", "1");
        Assert.True(evaluated.Code == 0, evaluated.Error);
        var training = JsonNode.Parse(evaluated.Output)!["mean_dice"]!.GetValue<double>();

        var models = workshop.New("models");
        string[] export = ["export", run, "--name", "tiny", "--version", "1.0.0", "--cases", cases, "--models", models, "--threads", "1"];
        var exported = InProcess.Run([.. export, "--json"]);
        Assert.True(exported.Code == 0, exported.Error);
        Assert.Equal(training, JsonNode.Parse(exported.Output)!["mean_dice"]!.GetValue<double>(), 1e-4);
        var bundle = Bundle.Open("tiny/1.0.0", models);
        Assert.Equal("segtrain run full --dataset acdc --data $PIPELINE_DATA/acdc --preset smoke --seed 5 --threads 1 --device cpu --set steps=6 "
            + "--set epoch-steps=3 --set validate_every=3 --set patch=32 --set workers=3", bundle.Card.Command);
        Assert.NotNull(bundle.Card.Golden);

        var again = InProcess.Run(export);
        Assert.Equal(2, again.Code);
        Assert.Contains("exists already", again.Error, StringComparison.Ordinal);

        var picture = Path.Combine(workshop.Root, "overlay.png");
        var drawn = InProcess.Run("overlay", run, "--cases", cases, "-o", picture, "--threads", "1");
        Assert.True(drawn.Code == 0, drawn.Error);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
    }

    [Fact]
    public void The_same_seed_twice_exports_the_same_model()
    {
        var models = new List<byte[]>();
        foreach (var name in new[] { "one", "two" })
        {
            var run = workshop.New(name);
            Assert.Equal(0, InProcess.Run(workshop.Train(run, 3)).Code);
            var root = workshop.New("models");
            var exported = InProcess.Run("export", run, "--name", "same", "--version", "1.0.0", "--models", root, "--threads", "1");
            Assert.True(exported.Code == 0, exported.Error);
            models.Add(File.ReadAllBytes(Path.Combine(root, "same", "1.0.0", "model.onnx")));
        }
        Assert.Equal(models[0], models[1]);
    }

    [Fact]
    public void Doctor_prints_what_the_backend_is()
    {
        var result = InProcess.Run("doctor", "--json", "--threads", "1");
        Assert.True(result.Code == 0, result.Error);
        var facts = JsonNode.Parse(result.Output)!;
        Assert.Contains("cpu", facts["devices"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEqual("", facts["libtorch"]!.GetValue<string>());
        Assert.Equal("1", facts["threads"]!.GetValue<string>());
        Assert.NotNull(facts["warnings"]!.AsArray());
    }
}
