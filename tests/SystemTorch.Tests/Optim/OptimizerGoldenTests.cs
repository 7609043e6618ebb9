using SystemTorch.Tests.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

/// <summary>Ten steps of each optimiser: the same bits as PyTorch 1.13's.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class OptimizerGoldenTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Optimisers = new()
    {
        ["Adam"] = p => optim.Adam(p, 0.01),
        ["Adam decay amsgrad"] = p => optim.Adam(p, 0.02, 0.8, 0.95, 1e-6, 0.1, amsgrad: true),
        ["Adam maximize"] = p => optim.Adam(p, 0.01, maximize: true),
        ["AdamW"] = p => optim.AdamW(p, 0.01, weight_decay: 0.05),
        ["AdamW amsgrad"] = p => optim.AdamW(p, 0.01, 0.7, 0.9, weight_decay: 0.2, amsgrad: true),
        ["RAdam"] = p => optim.RAdam(p, 0.01),
        ["RAdam decay"] = p => optim.RAdam(p, 0.02, 0.8, 0.95, 1e-6, 0.1),
        ["SGD"] = p => optim.SGD(p, 0.1),
        ["SGD momentum"] = p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["SGD nesterov"] = p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true),
        ["SGD maximize"] = p => optim.SGD(p, 0.01, momentum: 0.5, weight_decay: 0.1, maximize: true),
    };

    public static TheoryData<string> Names => NnGolden.Names("optimisers");

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_have_PyTorchs_bits(string name)
    {
        using var scope = NewDisposeScope();
        var golden = NnGolden.Section("optimisers").GetProperty(name);
        manual_seed(13);
        Parameter[] parameters = [nn.Parameter(randn([3, 2])), nn.Parameter(randn([4]))];
        using var optimiser = Optimisers[name](parameters);
        var number = 0;
        foreach (var step in golden.GetProperty("steps").EnumerateArray())
        {
            optimiser.zero_grad();
            var (a, b) = (parameters[0], parameters[1]);
            ((a * a).sum() + (b.tanh() * b).sum()).backward();
            optimiser.step();
            number++;
            for (var i = 0; i < 2; i++) NnGolden.AssertEqual(step[i], parameters[i], 0, $"parameter {i} after step {number}");
        }

        Assert.Equal(10, number);
    }
}
