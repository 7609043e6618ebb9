// The local mutual information, Pipeline.Training's form against the plain one (one convolution with the batch as kernel, differentiated by
// autograd), forward and backward of all heads, in turns in one process:
//   dotnet run -c Release --project tools/local-mi -- [THREADS=1] [ROUNDS=7] [K=20] [HEADS=5] [PADDING=3] [SIZE=160] [BATCH=6]
// Prints medians, the median of the ratios (wall and processor time) and the largest differences of values and gradients between the two
// forms. Most of the relative difference of the gradients is the plain form's own rounding, which sums the whole batch in single precision: in
// double the two agree to 1e-12, which tests assert. The exit code is 3 where the ratio is below 2.1 or a difference above 1e-5.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pipeline.Training.Losses;
using static TorchSharp.torch;

int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
int threads = Argument(0, 1), rounds = Argument(1, 7), clusters = Argument(2, 20), heads = Argument(3, 5), padding = Argument(4, 3), size = Argument(5, 160), batch = Argument(6, 6);

set_num_threads(threads);
manual_seed(1);
var window = new LocalWindow(padding);
var logits = Enumerable.Range(0, 2 * heads).Select(_ => Smooth().requires_grad_(true)).ToArray();

var plainForm = (Tensor x, Tensor y) => Plain(x, y);
var ourForm = (Tensor x, Tensor y) => LocalMutualInformation.Of(x, y, window).Loss;
Measure(ourForm);
List<(double Wall, double Cpu)> plain = [], ours = [];
var (plainResult, ourResult) = (Array.Empty<double[]>(), Array.Empty<double[]>());
for (var round = 0; round < rounds; round++)
{
    // The order alternates, so that a neighbour's load falls on both.
    foreach (var isOurs in round % 2 == 0 ? new[] { false, true } : [true, false])
    {
        var (wall, cpu, result) = Measure(isOurs ? ourForm : plainForm);
        (isOurs ? ours : plain).Add((wall, cpu));
        if (isOurs) ourResult = result;
        else plainResult = result;
    }
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
var largest = plainResult.Zip(ourResult, (a, b) => a.Zip(b, (p, q) => Math.Abs(p - q)).Max()).ToArray();
var report = new
{
    threads,
    clusters,
    heads,
    window = 2 * padding + 1,
    size,
    batch,
    rounds,
    plain_seconds = Median(plain.Select(p => p.Wall)),
    ours_seconds = Median(ours.Select(o => o.Wall)),
    ratio_wall = Median(plain.Zip(ours, (p, o) => p.Wall / o.Wall)),
    ratio_cpu = Median(plain.Zip(ours, (p, o) => p.Cpu / o.Cpu)),
    largest_difference_value = largest[0],
    largest_difference_gradient = largest.Skip(1).Max(),
    relative_difference_gradient = largest.Skip(1).Max() / plainResult.Skip(1).Max(g => g.Max(Math.Abs)),
};
Console.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions { WriteIndented = true }));
return Math.Max(report.ratio_wall, report.ratio_cpu) >= 2.1 && report.largest_difference_value <= 1e-5 && report.largest_difference_gradient <= 1e-5 ? 0 : 3;

// Half-trained maps: noise of four pixels' scale, so that neighbours resemble one another.
Tensor Smooth()
{
    using var scope = NewDisposeScope();
    var coarse = randn([batch, clusters, size / 4, size / 4]);
    return coarse.unsqueeze(3).unsqueeze(5).expand(batch, clusters, size / 4, 4, size / 4, 4).reshape(batch, clusters, size, size).MoveToOuterDisposeScope();
}

Tensor Plain(Tensor x, Tensor y)
{
    var joint = nn.functional.conv2d(x.permute(1, 0, 2, 3), y.permute(1, 0, 2, 3), padding: [padding, padding]).to(ScalarType.Float64);
    var table = joint.permute(2, 3, 0, 1);
    table = table - joint.detach().min() + 1e-16;
    var p = table / table.sum([-2, -1], keepdim: true);
    var q = (p + p.transpose(-2, -1)) / 2;
    var marginals = (q.sum(-1, keepdim: true) + 1e-16).log() + (q.sum(-2, keepdim: true) + 1e-16).log();
    return -(q * ((q + 1e-16).log() - marginals)).sum([-2, -1]).mean().to(x.dtype);
}

(double Wall, double Cpu, double[][] Result) Measure(Func<Tensor, Tensor, Tensor> form)
{
    using var scope = NewDisposeScope();
    foreach (var leaf in logits) leaf.grad?.zero_();
    var process = Process.GetCurrentProcess();
    var cpu = process.TotalProcessorTime;
    var clock = Stopwatch.StartNew();
    var losses = Enumerable.Range(0, heads).Select(head => form(logits[2 * head].softmax(1), logits[2 * head + 1].softmax(1))).ToList();
    losses.Aggregate((a, b) => a + b).backward();
    var wall = clock.Elapsed.TotalSeconds;
    process.Refresh();
    double[] Numbers(Tensor values) => values.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    return (wall, (process.TotalProcessorTime - cpu).TotalSeconds, [Numbers(stack(losses)), .. logits.Select(leaf => Numbers(leaf.grad!))]);
}
