using Pipeline.Training.Datasets.Acdc;

[assembly: AssemblyFixture(typeof(Segtrain.Tests.Fixtures.Workshop))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Segtrain.Tests.Fixtures;

/// <summary>A scratch folder with a phantom of five patients, removed at the end.</summary>
public sealed class Workshop : IDisposable
{
    public Workshop()
    {
        Root = Path.Combine(Path.GetTempPath(), "segtrain-tests-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Root);
        Data = Path.Combine(Root, "acdc");
        new AcdcPhantom().Write(Data, patients: 5, seed: 3, CancellationToken.None);
    }

    public string Root { get; }

    public string Data { get; }

    public string Cache => Path.Combine(Root, "cache");

    /// <summary>A path that nothing has yet.</summary>
    public string New(string name) => Path.Combine(Root, name + "-" + Path.GetRandomFileName());

    /// <summary>A training of about a second per ten steps.</summary>
    public string[] Train(string run, int steps, params string[] more) =>
    [
        "run", "full", "--dataset", "acdc", "--data", Data, "--preset", "smoke", "--seed", "5", "--threads", "1", "--device", "cpu", "--cache", Cache,
        "--set", $"steps={steps}", "--set", "epoch-steps=3", "--set", "validate_every=3", "--set", "patch=32", "--set", "workers=3", "-o", run, .. more,
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
