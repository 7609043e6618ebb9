// Every network at its paper's width against its exported model: TorchSharp, ONNX Runtime and the reference interpreter, random weights.
//   dotnet run -c Release --project tools/parity > artifacts/reports/parity/report.json
// Tests do the same at small widths; this is the size that is shipped. The exit code is 1 where a rule of parity is broken.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Contracts;
using Pipeline.Export;
using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

(string Name, Func<ExportableNetwork> Make)[] networks =
[
    ("MiUNet, 4 classes", () => new MiUNet(1, 4)),
    ("UNetCam, width 64", () => new UNetCam()),
    ("MultiModalCam, 2 modalities, width 64", () => new MultiModalCam(2)),
    ("HierarchicalUNet, 4 classes, width 64", () => new HierarchicalUNet(new HierarchicalUNetOptions { Classes = 4 })),
    ("S3Net intent, 64 clusters", () => new S3Net(new S3NetOptions())),
    ("S3Net distilled, 2 classes", () => new S3Net(S3NetOptions.Distil())),
    ("S3Net reference, 64²", () => new S3Net(S3NetOptions.Reference(64, 64))),
];
bool passed = true;
JsonArray rows = [];
foreach ((string name, Func<ExportableNetwork> make) in networks)
{
    using ExportableNetwork network = Filled.Network(make());
    if (network is S3Net s3) Settle(s3);
    ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
    passed &= result.Passed;
    Console.Error.WriteLine($"{name}: {(result.Passed ? "equal" : string.Join("; ", result.Failures))}");
    rows.Add(new JsonObject
    {
        ["network"] = name,
        ["parameters"] = network.parameters().Sum(parameter => parameter.numel()),
        ["inputs"] = result.File.Inputs,
        ["sizes"] = new JsonArray([.. result.File.Sizes.Select(size => JsonValue.Create(string.Join('×', size)))]),
        ["outputs"] = new JsonArray([.. result.Outputs.Select(output => new JsonObject
        {
            ["name"] = output.Name,
            ["relative_max"] = Rounded(output.Difference.Relative),
            ["label_agreement"] = output.LabelAgreement,
            ["reference_relative_max"] = Rounded(output.Reference.Relative),
        })]),
        ["passed"] = result.Passed,
    });
}
Console.WriteLine(new JsonObject { ["backend"] = TorchBackend.Description, ["runtime"] = Pipeline.Inference.OnnxRuntimeGuard.Name, ["rows"] = rows }
    .ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
return passed ? 0 : 1;

static double Rounded(double value) => double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

// Running statistics of a noise image: with random ones the products of the attention blocks leave scores of hundreds.
static void Settle(S3Net network)
{
    using DisposeScope scope = NewDisposeScope();
    using IDisposable noGradient = no_grad();
    foreach (BatchNorm2d norm in network.modules().OfType<BatchNorm2d>()) norm.momentum = 1;
    network.train();
    manual_seed(3);
    network.call(network.Signature.FixedShape is { } only ? rand([.. only.Select(size => (long)size)]) : rand(2, 3, 32, 32));
    network.eval();
}
