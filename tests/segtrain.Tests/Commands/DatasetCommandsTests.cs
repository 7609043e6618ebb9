using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests.Commands;

/// <summary>phantom and cases know every data set; one of several channels goes all the way to a bundle.</summary>
public sealed class DatasetCommandsTests(Workshop workshop)
{
    public static TheoryData<string> Names => [.. DatasetCatalogue.All.Select(reader => reader.Name).Where(name => name != "acdc")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Phantom_and_cases_work_for(string dataset)
    {
        var folder = workshop.New(dataset);
        var phantom = InProcess.Run("phantom", dataset, "-o", folder, "--patients", "2", "--seed", "4");
        Assert.True(phantom.Code == 0, phantom.Error);
        var cases = Path.Combine(folder, "cases.json");
        var listed = InProcess.Run("cases", dataset, folder, "-o", cases);
        Assert.True(listed.Code == 0, listed.Error);
        Assert.Equal($"{cases}: 2 cases of 2 patients\n", listed.Output);
        Assert.All(CasesFile.Load(cases).Cases, c => Assert.True(File.Exists(c.Label)));
    }

    [Fact]
    public void Data_in_nnU_Net_s_layout_become_a_bundle()
    {
        var data = workshop.New("nnunet");
        Assert.Equal(0, InProcess.Run("phantom", "nnunet", "-o", data, "--patients", "4").Code);
        var run = workshop.New("run");
        var trained = InProcess.Run(
            "run", "full", "--dataset", "nnunet", "--data", data, "--preset", "smoke", "--threads", "1", "--device", "cpu", "--cache", workshop.Cache,
            "--set", "steps=3", "--set", "epoch-steps=3", "--set", "validate_every=1", "--set", "patch=32", "-o", run);
        Assert.True(trained.Code == 0, trained.Error);
        var cases = Path.Combine(workshop.Root, "nnunet-test.json");
        Assert.Equal(0, InProcess.Run("cases", "nnunet", data, "--split", Path.Combine(run, "split.json"), "--part", "test", "-o", cases).Code);
        var models = workshop.New("models");
        var exported = InProcess.Run("export", run, "--name", "door", "--version", "1.0.0", "--cases", cases, "--models", models, "--threads", "1");
        Assert.True(exported.Code == 0, exported.Error);
        var card = Bundle.Open("door/1.0.0", models).Card;
        Assert.Equal(["T2", "ADC"], card.Modalities);
        Assert.Equal(["background", "first", "second"], card.Labels.Select(l => l.Name));
        Assert.Equal("nnunet phantom (4 made-up patients, seed 1)", card.Dataset.Name);
    }
}
