// One network, two exporters, one runtime: builds NETWORK with the weights that Python wrote, exports it, checks that both models give the
// same numbers, and times them in turns.
//   ExportSpeed NETWORK WEIGHTS.pt THEIRS.onnx OURS.onnx BATCH SIZE ROUNDS THREADS
// Prints "ratio lower upper ours_ms theirs_ms difference": median and quartiles of theirs / ours per round. Driven by compare.py.
using System.Diagnostics;
using System.Globalization;
using Pipeline.Export;
using Pipeline.Inference;
using Pipeline.Networks;
using static TorchSharp.torch;

using ExportableNetwork network = args[0] switch
{
    "mi-unet" => new MiUNet(1, 4),
    "unet-cam" => new UNetCam(16),
    _ => throw new ArgumentException($"found network {args[0]}, expected mi-unet or unet-cam"),
};
int batch = int.Parse(args[4], CultureInfo.InvariantCulture), size = int.Parse(args[5], CultureInfo.InvariantCulture);
int rounds = int.Parse(args[6], CultureInfo.InvariantCulture), threads = int.Parse(args[7], CultureInfo.InvariantCulture);
using (WeightsFile weights = Weights.Load(args[1]))
{
    network.load_state_dict(new Dictionary<string, Tensor>(weights.Tensors));
}
network.eval();
byte[] model = Exporter.ToOnnx(network).ToBytes();
File.WriteAllBytes(args[3], model);

using OnnxRunner ours = new(model, threads: threads), theirs = new(File.ReadAllBytes(args[2]), threads: threads);
Random random = new(1);
Dictionary<string, NamedTensor> inputs = new()
{
    ["image"] = new([.. Enumerable.Range(0, batch * size * size).Select(_ => random.NextSingle())], [batch, 1, size, size]),
};
IReadOnlyDictionary<string, NamedTensor> expected = theirs.RunNamed(inputs), found = ours.RunNamed(inputs);
double difference = network.Signature.Outputs.Max(output => Relative(expected[output].Values, found[output].Values));

List<double> ratios = [], mine = [], others = [];
for (int round = 0; round < rounds; round++)
{
    // Who goes first changes, so that neither has the warmer cache.
    bool first = round % 2 == 0;
    double before = first ? Time(ours) : 0, their = Time(theirs), own = first ? before : Time(ours);
    mine.Add(own);
    others.Add(their);
    ratios.Add(their / own);
}
ratios.Sort();
mine.Sort();
others.Sort();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{ratios[rounds / 2]:F4} {ratios[rounds / 4]:F4} {ratios[3 * rounds / 4]:F4} {mine[rounds / 2]:F2} {others[rounds / 2]:F2} {difference:E2}"));

double Time(OnnxRunner runner)
{
    long start = Stopwatch.GetTimestamp();
    runner.RunNamed(inputs);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Relative(float[] expected, float[] found) =>
    expected.Zip(found, (a, b) => Math.Abs((double)a - b)).Max() / (expected.Max() - (double)expected.Min());
