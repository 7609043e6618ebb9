using SystemTorch.Tests.Modules;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace SystemTorch.Tests.Optim;

/// <summary>Rates of two groups over 20 steps against PyTorch 1.13.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class ScheduleGoldenTests
{
    private static readonly Dictionary<string, Func<Optimizer, LRScheduler>> Schedules = new()
    {
        ["StepLR"] = o => StepLR(o, 3, 0.5),
        ["LambdaLR"] = o => LambdaLR(o, k => Math.Pow(1 - k / 30.0, 0.9)),
        ["MultiStepLR"] = o => MultiStepLR(o, [2, 5, 5, 11], 0.3),
        ["PolynomialLR"] = o => PolynomialLR(o, 12, 0.9),
        ["MultiplicativeLR"] = o => MultiplicativeLR(o, k => 1 - 0.01 * k),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.9),
        ["ConstantLR"] = o => ConstantLR(o, 0.25, 6),
        ["LinearLR"] = o => LinearLR(o, 0.2, 0.9, 7),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, 8, 0.001),
        ["ChainedLR"] = o => ChainedLR([ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9)]),
        ["SequentialLR"] = o => SequentialLR(o, [LinearLR(o, 0.1, total_iters: 4), CosineAnnealingLR(o, 10), ExponentialLR(o, 0.8)], [4, 14]),
    };

    public static TheoryData<string> Names => NnGolden.Names("schedules");

    public static TheoryData<string> ClosedForms => ["StepLR", "MultiStepLR", "PolynomialLR", "ExponentialLR", "ConstantLR", "LinearLR", "CosineAnnealingLR"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_equal_PyTorchs(string name)
    {
        using var optimiser = TwoGroups();
        var schedule = Schedules[name](optimiser);
        var step = 0;
        foreach (var golden in NnGolden.Section("schedules").GetProperty(name).EnumerateArray())
        {
            double[] expected = [.. golden.EnumerateArray().Select(rate => rate.GetDouble())];
            double[] found = [.. optimiser.ParamGroups.Select(group => group.LearningRate)];
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-14);
            Assert.Equal(found, schedule.get_last_lr());
            optimiser.step();
            schedule.step();
            step++;
        }

        Assert.Equal(20, step);
    }

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void Jumping_to_a_step_gives_the_rate_of_walking_there(string name)
    {
        using var walked = TwoGroups();
        using var jumped = TwoGroups();
        var walk = Schedules[name](walked);
        for (var i = 0; i < 7; i++) walk.step();
        Schedules[name](jumped).step(7);
        Assert.Equal(walked.ParamGroups.First().LearningRate, jumped.ParamGroups.First().LearningRate, 1e-12);
    }

    [Fact]
    public void Sequence_needs_one_milestone_fewer_than_schedules()
    {
        using var optimiser = TwoGroups();
        Assert.Throws<ArgumentException>(() => SequentialLR(optimiser, [ExponentialLR(optimiser)], [3]));
    }

    [Fact]
    public void Rate_can_be_set_by_hand()
    {
        using var optimiser = TwoGroups();
        foreach (var group in optimiser.ParamGroups) group.LearningRate = 0.25;
        Assert.All(optimiser.ParamGroups, group => Assert.Equal(0.25, group.LearningRate));
        Assert.Equal([0.1, 0.7], optimiser.ParamGroups.Select(group => group.InitialLearningRate));
    }

    private static TorchSharp.Modules.SGD TwoGroups() => SGD(
        [
            new TorchSharp.Modules.SGD.ParamGroup { Parameters = [nn.Parameter(zeros([1]))] },
            new TorchSharp.Modules.SGD.ParamGroup([nn.Parameter(zeros([1]))], lr: 0.7),
        ],
        0.1);
}
