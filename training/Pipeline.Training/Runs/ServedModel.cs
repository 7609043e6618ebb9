using Pipeline.Bundles;
using Pipeline.Networks;
using Pipeline.Training.Checkpoints;
using Pipeline.Training.Datasets;
using Pipeline.Training.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Runs;

/// <summary>The network of a run with the weights of one checkpoint, in evaluation mode. Opened and used on one thread.</summary>
public sealed class ServedModel : IDisposable
{
    private ServedModel(RunFolder run, ExportableNetwork network, Card card, long step, Device device)
    {
        Device = device;
        Run = run;
        Network = network;
        Card = card;
        Step = step;
    }

    public RunFolder Run { get; }

    public ExportableNetwork Network { get; }

    /// <summary>With a placeholder name and version.</summary>
    public Card Card { get; }

    /// <summary>Steps that the weights have seen.</summary>
    public long Step { get; }

    public static ServedModel Open(RunFolder run, CheckpointChoice choice, string deviceName = "auto")
    {
        var configuration = run.Configuration;
        var definition = RegimeCatalogue.Find(configuration.Regime);
        var state = run.Checkpoints.Latest()
            ?? throw new UserInputException($"{run.Path}: has no checkpoint yet; train it first with 'segtrain resume {run.Path}'");
        var step = choice == CheckpointChoice.Last ? state.Step
            : state.BestStep ?? throw new UserInputException($"{run.Path}: has no validated checkpoint; use the last one");
        var card = run.Card();
        var network = definition.CreateNetwork(definition.Read(configuration.Settings), DatasetDescription.Of(card));
        TensorFile.Load(run.Checkpoints.ServedWeights(step), network);
        var device = TorchDevices.Open(TorchDevices.Resolve(deviceName));
        network.to(device);
        network.eval();
        return new ServedModel(run, network, card, step, device);
    }

    /// <summary>Where the network is.</summary>
    public Device Device { get; }

    public void Dispose() => Network.Dispose();
}
