// Training steps of MiUNet on request: reads "COUNT" lines, runs that many steps, prints "median_ms resident_MiB".
// Driven by compare.py, in turns with the same steps in Python.
using System.Diagnostics;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

int batch = int.Parse(args[0]), size = int.Parse(args[1]), threads = int.Parse(args[2]);
set_num_threads(threads);
manual_seed(1);
var net = new MiUNet(1, 4);
net.train();
using var optimizer = optim.AdamW(net.parameters(), 1e-3);
using var image = randn(batch, 1, size, size);
using var label = randint(0, 4, new long[] { batch, size, size }, dtype: ScalarType.Int64);
while (Console.ReadLine() is { } line)
{
    var times = new List<double>();
    for (int i = 0; i < int.Parse(line); i++)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(net.call(image), label);
        loss.backward();
        optimizer.step();
        _ = loss.item<float>();
        times.Add(watch.Elapsed.TotalMilliseconds);
    }
    times.Sort();
    Console.WriteLine($"{times[times.Count / 2]:F2} {Process.GetCurrentProcess().WorkingSet64 / 1048576.0:F1}");
}
