using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Training.Devices;
using Pipeline.Training.Preparation;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>segtrain doctor: what this program found on this machine, and warnings where training would crawl.</summary>
internal static class DoctorCommand
{
    public static Command Build(Shell shell)
    {
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("doctor", "Show backend, versions, devices, threads and paths; warn of slow libraries") { threads, json, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            var count = CommonOptions.CheckThreads(parsed.GetValue(threads));
            var speed = TrainingThread.Run(count, TorchSpeed.Measure);
            var facts = new List<(string Name, string Value)>
            {
                ("pipeline", $"{BuildFacts.Version} ({BuildFacts.Commit})"),
                ("backend", BuildFacts.Backend),
                ("libtorch", BuildFacts.LibtorchVersion),
                ("dotnet", Environment.Version.ToString()),
                ("devices", string.Join(", ", TorchDevices.Available())),
                ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
                ("threads", count.ToString(CultureInfo.InvariantCulture)),
                ("convolution", string.Create(CultureInfo.InvariantCulture, $"{speed.ConvolutionGflops:0.0} GFLOP/s")),
                ("in bfloat16", string.Create(CultureInfo.InvariantCulture, $"{speed.BFloat16ConvolutionGflops:0.0} GFLOP/s")),
                ("matrix product", string.Create(CultureInfo.InvariantCulture, $"{speed.MatrixGflops:0.0} GFLOP/s")),
                ("wait policy", Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") ?? "not set"),
                ("program", AppContext.BaseDirectory),
                ("cache", CasePreparer.DefaultCacheFolder()),
                ("data", Environment.GetEnvironmentVariable("PIPELINE_DATA") ?? "PIPELINE_DATA is not set"),
            };
            var warnings = speed.Warnings();
            if (parsed.GetValue(json))
            {
                var document = new JsonObject(facts.Select(f => KeyValuePair.Create(f.Name.Replace(' ', '_'), (JsonNode?)f.Value)))
                {
                    ["warnings"] = new JsonArray([.. warnings.Select(w => (JsonNode)w)]),
                };
                shell.Output.WriteLine(document.ToJsonString());
                return 0;
            }
            foreach (var (name, value) in facts) shell.Output.WriteLine($"{name,-16}{value}");
            foreach (var warning in warnings) shell.Output.WriteLine($"warning         {warning}");
            return 0;
        }));
        return command;
    }
}
