using Pipeline.Bundles;
using Pipeline.Contracts;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class BundleAssemblerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MiUNet _network = Filled.Network(new MiUNet(1, 3, width: 2));

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Makes_a_sealed_bundle_that_the_runtime_opens_and_verifies()
    {
        AssembledBundle made = BundleAssembler.Assemble(Request());

        Assert.Equal(
            ["README.md", "SHA256SUMS", "card.json", "configs/metadata.json", "golden/expected.nii.gz", "golden/mr.nii.gz",
            "metrics.json", "model.onnx", "parity.json"],
            Directory.GetFiles(made.Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(made.Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Bundle bundle = Bundle.Open("test-unet", _folder.At("models"));
        Assert.Equal(Card.MetadataKey, bundle.Summary.Metadata.Keys.Single(key => key.EndsWith("card", StringComparison.Ordinal)));
        using Segmenter segmenter = Segmenter.Open(bundle, new SegmenterOptions { Device = DeviceSpec.Cpu, Threads = 1 });
        VerificationReport report = BundleVerification.Run(bundle, segmenter);
        Assert.All(report.Rows, row => Assert.True(row.Passed, row.ToString()));
    }

    [Fact]
    public void A_network_of_maps_becomes_a_bundle_whose_every_output_is_verified()
    {
        using MapNetwork network = Filled.Network(new MapNetwork());
        BundleRequest request = Request();
        Card card = request.Card with
        {
            Labels = [.. request.Card.Labels.Take(2)],
            Divisibility = 8,
            Output = new OutputInfo { Name = "map", Kind = OutputKind.Map, Threshold = 0.25 },
        };
        BundleAssembler.Assemble(request with { Network = network, Card = card, Cases = [], TrainingRunner = null });

        Bundle bundle = Bundle.Open("test-unet", _folder.At("models"));
        using Segmenter segmenter = Segmenter.Open(bundle, new SegmenterOptions { Device = DeviceSpec.Cpu, Threads = 1 });
        VerificationReport report = BundleVerification.Run(bundle, segmenter);
        Assert.All(report.Rows, row => Assert.True(row.Passed, row.ToString()));
        Assert.Equal(
            ["golden pair", "recorded map", "recorded maps", "recorded coarse", "parity of map", "parity of maps", "parity of coarse", "parity of labels"],
            report.Rows.Skip(3).Select(row => row.Check));
    }

    [Fact]
    public void Dice_in_training_and_in_the_runtime_are_recorded_and_equal()
    {
        AssembledBundle made = BundleAssembler.Assemble(Request());
        Assert.NotNull(made.Metrics);
        Assert.Equal(made.Metrics.MeanDice, made.Parity.File.DiceRuntime);
        Assert.Equal(made.Metrics.MeanDice, made.Parity.File.DiceTraining!.Value, GateCheck.MaxDiceDifference);
        Assert.Equal(made.Metrics.MeanDice, made.Card.Metrics!.MeanDice);
    }

    [Fact]
    public void Card_names_backend_runtime_framework_and_system()
    {
        AssembledBundle made = BundleAssembler.Assemble(Request() with { Cases = [] });
        Assert.Equal(["code", "dotnet", "onnxruntime", "os", "torch"], made.Card.Versions.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("libtorch", made.Card.Versions["torch"], StringComparison.Ordinal);
        Assert.Null(made.Metrics);
        Assert.False(File.Exists(Path.Combine(made.Folder, "metrics.json")));
    }

    [Fact]
    public void A_lone_model_file_carries_its_card()
    {
        AssembledBundle made = BundleAssembler.Assemble(Request() with { Cases = [] });
        string lone = _folder.At("lone.onnx");
        File.Copy(Path.Combine(made.Folder, "model.onnx"), lone);
        Bundle bundle = Bundle.Open(lone, _folder.At("models"));
        Assert.Equal("test-unet", bundle.Name);
        Assert.Null(bundle.Card.Golden);
        Assert.Null(bundle.Card.Metrics);
    }

    [Fact]
    public void A_version_that_exists_is_refused_and_stays_as_it_is()
    {
        AssembledBundle made = BundleAssembler.Assemble(Request() with { Cases = [] });
        byte[] sums = File.ReadAllBytes(Path.Combine(made.Folder, "SHA256SUMS"));
        Assert.Throws<UserInputException>(() => BundleAssembler.Assemble(Request()));
        Assert.Equal(sums, File.ReadAllBytes(Path.Combine(made.Folder, "SHA256SUMS")));
    }

    [Fact]
    public void A_card_that_does_not_fit_the_network_is_refused_and_nothing_is_left()
    {
        BundleRequest request = Request();
        ExportException error = Assert.Throws<ExportException>(
            () => BundleAssembler.Assemble(request with { Card = request.Card with { InputName = "picture" } }));
        Assert.Contains("input picture", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("models", "test-unet")));
    }

    [Theory]
    [InlineData(1, 64, 80)]
    [InlineData(2, 80, 64)]
    [InlineData(5, 64, 64)]
    public void A_model_of_one_shape_becomes_a_bundle_that_runs_padded(params int[] shape)
    {
        AssembledBundle made = BundleAssembler.Assemble(Request() with { Export = new ExportOptions { FixedShape = shape } });
        Assert.Equal(made.Parity.File.DiceTraining!.Value, made.Parity.File.DiceRuntime!.Value, 6);

        Bundle bundle = Bundle.Open("test-unet", _folder.At("models"));
        using Segmenter segmenter = Segmenter.Open(bundle, new SegmenterOptions { Device = DeviceSpec.Cpu, Threads = 1 });
        VerificationReport report = BundleVerification.Run(bundle, segmenter);
        Assert.All(report.Rows, row => Assert.True(row.Passed, row.ToString()));
        Assert.Equal(shape[0], MemoryPlan.For(bundle.Card, bundle.Model, FixedInput.Of(bundle.Summary.FixedShape), [[_folder.At("case.nii.gz")]], new SegmenterOptions()).Batch);
    }

    [Fact]
    public void Slices_larger_than_the_one_shape_are_refused_and_nothing_is_left()
    {
        UserInputException error = Assert.Throws<UserInputException>(
            () => BundleAssembler.Assemble(Request() with { Export = new ExportOptions { FixedShape = [1, 16, 16] } }));
        Assert.Contains("the model was exported for 16 × 16 alone", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("models", "test-unet")));
    }

    [Fact]
    public void A_failed_stage_leaves_nothing()
    {
        BundleRequest request = Request() with { Cases = [new EvaluationCase("gone", "gone", [_folder.At("gone.nii.gz")], _folder.At("gone.nii.gz"))] };
        Assert.ThrowsAny<Exception>(() => BundleAssembler.Assemble(request));
        Assert.False(Directory.Exists(_folder.At("models", "test-unet")));
    }

    private BundleRequest Request()
    {
        Volume<float> image = Image();
        string path = _folder.At("case.nii.gz"), label = _folder.At("label.nii.gz");
        ImageFile.Write(path, image);
        ImageFile.WriteLabels(label, image.With(Array.ConvertAll(image.Voxels, voxel => (ushort)(voxel > 60 ? 2 : voxel > 30 ? 1 : 0))));
        return new BundleRequest
        {
            Network = _network,
            Card = TestCard(),
            ModelsRoot = _folder.At("models"),
            Phantom = new GoldenPhantom(3, [image]),
            Cases = [new EvaluationCase("one", "patient", [path], label)],
            TrainingRunner = new TorchRunner(_network),
            EvaluationCommand = "segrun evaluate test-unet",
        };
    }

    /// <summary>Waves with noise, 40×36×3 voxels of 1.2×1.3×8 mm.</summary>
    private static Volume<float> Image()
    {
        Size3 size = new(40, 36, 3);
        float[] noise = Filled.Normal((int)size.Count, 5);
        float[] voxels = [.. noise.Select((value, i) => (float)(50 + (40 * Math.Sin(i % size.X / 4.0) * Math.Cos(i / size.X / 5.0)) + value))];
        return new Volume<float>(size, Geometry.FromSpacing(1.2, 1.3, 8), voxels);
    }

    private static Card TestCard() => new()
    {
        Name = "test-unet",
        Version = "1.0.0",
        Task = "segmentation",
        Description = "A network with random weights.",
        Labels = [new LabelInfo { Value = 0, Name = "background" }, new LabelInfo { Value = 1, Name = "low" }, new LabelInfo { Value = 2, Name = "high" }],
        Modalities = ["mr"],
        Dimensions = 2,
        Spacing = [1.5, 1.5],
        Patch = [32, 32],
        Divisibility = 16,
        Output = new OutputInfo { Name = "logits", Kind = OutputKind.Logits },
        Preprocessing = [new ResampleInPlaneStep { Spacing = [1.5, 1.5] }, new ClipPercentilesStep { Lower = 1, Upper = 99 }, new RescaleStep { Min = 0, Max = 100 }],
        Postprocessing = [],
        Regime = "full",
        Annotations = new AnnotationInfo { Kind = "masks", Volumes = 1, Groups = 1 },
        Dataset = new DatasetInfo { Name = "waves", Licence = "MIT", Citation = "none", Hash = new string('0', 64) },
        Seeds = [7],
        Commit = "0000000",
        Versions = new Dictionary<string, string> { ["code"] = "0.1.0" },
        Command = "segtrain run full",
        Envelope = new EnvelopeInfo { Intensity = new Dictionary<string, IntensityEnvelope>(), Spacing = [], Orientations = [] },
    };
}
