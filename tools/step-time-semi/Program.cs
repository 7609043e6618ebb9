// Whole steps of the semi-supervised regime on request, as the Trainer does them (losses, clipping, AdamW, moving average), on one batch of
// made-up images: reads "COUNT" lines, runs that many steps, prints "median_ms resident_MiB". Driven by ../step-time/compare.py --step semi,
// in turns with the same steps in Python.
using System.Diagnostics;
using System.Globalization;
using Pipeline.Imaging;
using Pipeline.Training;
using Pipeline.Training.Averaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

int[] shape = [.. args.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
var (labelled, unlabelled, size, threads, clusters, heads, padding) = (shape[0], shape[1], shape[2], shape[3], shape[4], shape[5], shape[6]);
set_num_threads(threads);
manual_seed(1);
var definition = new SemiDefinition();
var settings = definition.Preset("cpu", threads) with
{
    Regime = new SemiOptions
    {
        LabelledBatch = labelled,
        UnlabelledBatch = unlabelled,
        Patch = size,
        Clusters = clusters,
        SubHeads = heads,
        Layers = $"Conv5:1, Up_conv3:0.5:1, Up_conv2:0.5:{padding}",
    },
};
using var regime = definition.Create(new RegimeInput
{
    Settings = settings,
    Seed = 1,
    Device = CPU,
    Dataset = DatasetCatalogue.Find("acdc").Describe(folder: ""),
    Labelled = [new LabelledCase(Volume("labelled"), [.. Enumerable.Range(0, size * size * 4).Select(i => (byte)(i % 4))])],
    Unlabelled = [Volume("unlabelled")],
});
using var averaged = regime.CreateNetwork();
var average = new WeightAverage(regime.Network, averaged, settings.Training.Ema);
using var loader = regime.OpenBatches(0, 1, settings.Training);
var batch = loader.Take(0);
regime.EnterTraining();
var step = 0L;
while (Console.ReadLine() is { } line)
{
    var times = new List<double>();
    for (var i = 0; i < int.Parse(line, CultureInfo.InvariantCulture); i++)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        foreach (var learner in regime.Learners) learner.Optimiser.zero_grad();
        // Past the ramp, so that every term has its weight.
        var loss = Forward();
        loss.Total.backward();
        foreach (var learner in regime.Learners)
        {
            nn.utils.clip_grad_norm_(learner.Parameters, settings.Training.GradientClip);
            learner.Optimiser.step();
        }
        average.Update(step++);
        _ = loss.Total.item<float>();
        times.Add(watch.Elapsed.TotalMilliseconds);
    }
    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F2} {Process.GetCurrentProcess().WorkingSet64 / 1048576.0:F1}"));
}

StepLoss Forward()
{
    using var scope = NewDisposeScope();
    var loss = regime.Step(batch, new StepContext(settings.Training.Steps - 1, settings.Training.Steps, settings.Training.LearningRate));
    loss.Total.MoveToOuterDisposeScope();
    return loss;
}

ImageCase Volume(string id)
{
    var values = new float[size * size * 4];
    for (var i = 0; i < values.Length; i++) values[i] = MathF.Sin(0.01f * i);
    return new ImageCase(id, id, new Size3(size, size, 4), [values]);
}
