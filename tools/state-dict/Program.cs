// The C# side of tools/state_dict_exchange.py, which says how a network is added:
//   make NETWORK INPUTS WEIGHTS OUTPUTS   a network from seed 3 whose norms have seen the inputs; writes its state_dict and its outputs
//   run  NETWORK INPUTS WEIGHTS OUTPUTS   reads a state_dict, every key must be there and no other; writes the outputs
//   time WEIGHTS                          reads a file five times; prints the median time beside that of reading its bytes
using System.Diagnostics;
using Pipeline.Export;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

Dictionary<string, Func<ExportableNetwork>> networks = new()
{
    ["MiUNet"] = () => new MiUNet(1, 4),
    ["UNetCam"] = () => new UNetCam(16),
};

if (args is ["time", var file])
{
    var buffer = new byte[new FileInfo(file).Length];
    double bytes = Median(() => ReadBytes(file, buffer)), tensors = Median(() => Weights.Load(file).Dispose());
    Console.WriteLine($"{file}: {buffer.Length / 1e6:F0} MB, bytes {bytes:F0} ms, tensors {tensors:F0} ms");
    return;
}
var (mode, name, inputs, weights, outputs) = (args[0], args[1], args[2], args[3], args[4]);
set_num_threads(1);
manual_seed(3);
using var scope = NewDisposeScope();
using var gradients = no_grad();
using var given = Weights.Load(inputs);
using var network = networks[name]();
Tensor[] values = [.. network.Signature.Inputs.Select(input => given.Tensors[input])];
if (mode == "make")
{
    network.train();
    for (int step = 0; step < 5; step++) network.Run(TorchOps.Instance, values);
    Weights.Save(weights, network.state_dict());
}
else
{
    using var state = Weights.Load(weights);
    var (missing, unexpected) = network.load_state_dict(new Dictionary<string, Tensor>(state.Tensors), strict: true);
    if (missing.Count + unexpected.Count > 0) throw new InvalidDataException($"missing: {string.Join(", ", missing)}; unexpected: {string.Join(", ", unexpected)}");
}
network.eval();
Weights.Save(outputs, network.Signature.Outputs.Zip(network.Run(TorchOps.Instance, values)).ToDictionary(pair => pair.First, pair => pair.Second));

static void ReadBytes(string file, byte[] buffer)
{
    using var stream = File.OpenRead(file);
    stream.ReadExactly(buffer);
}

static double Median(Action action)
{
    List<double> times = [];
    for (int i = 0; i < 5; i++)
    {
        var watch = Stopwatch.StartNew();
        action();
        times.Add(watch.Elapsed.TotalMilliseconds);
    }
    times.Sort();
    return times[2];
}
