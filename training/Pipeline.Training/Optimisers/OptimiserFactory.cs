using Pipeline.Training.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Optimisers;

/// <summary>The optimiser that the options name, over the given parameters.</summary>
public static class OptimiserFactory
{
    public static OptimizerHelper Create(TrainingOptions options, IReadOnlyList<Parameter> parameters) => options.Optimiser switch
    {
        "adamw" => optim.AdamW(parameters, options.LearningRate, weight_decay: options.WeightDecay),
        "adam" => optim.Adam(parameters, options.LearningRate, weight_decay: options.WeightDecay),
        "radam" => optim.RAdam(parameters, options.LearningRate, weight_decay: options.WeightDecay),
        "sgd" => optim.SGD(parameters, options.LearningRate, momentum: 0.9, weight_decay: options.WeightDecay),
        _ => throw new ArgumentException($"training.optimiser = {options.Optimiser}: expected adamw, adam, radam or sgd", nameof(options)),
    };
}
