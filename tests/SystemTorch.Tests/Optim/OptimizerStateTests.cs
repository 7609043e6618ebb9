using SystemTorch.Tests.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

[Collection(GlobalRandomCollection.Name)]
public sealed class OptimizerStateTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Optimisers = new()
    {
        ["Adam"] = p => optim.Adam(p, 0.01, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, 0.01, weight_decay: 0.1),
        ["RAdam"] = p => optim.RAdam(p, 0.01, weight_decay: 0.1),
        ["SGD"] = p => optim.SGD(p, 0.1, momentum: 0.9),
    };

    public static TheoryData<string> Names => [.. Optimisers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_and_loaded_state_goes_on_with_the_same_bits(string name)
    {
        using var scope = NewDisposeScope();
        var walked = Start();
        using var whole = Optimisers[name](walked);
        for (var i = 0; i < 5; i++) Step(whole, walked);

        using var file = new MemoryStream();
        whole.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        var resumed = walked.Select(p => nn.Parameter(p.detach().clone())).ToArray();
        using var second = Optimisers[name](resumed);
        second.load_state_dict(new BinaryReader(file));
        for (var i = 0; i < 3; i++)
        {
            Step(whole, walked);
            Step(second, resumed);
        }

        for (var i = 0; i < walked.Length; i++) Assert.True(walked[i].Equals(resumed[i]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_dictionary_carries_over_to_another_optimiser(string name)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Start(), Start());
        using var first = Optimisers[name](a);
        using var second = Optimisers[name](b);
        Step(first, a);
        second.load_state_dict(first.state_dict());
        var pairs = first.state_dict().State.Zip(second.state_dict().State);
        Assert.All(pairs, pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        Step(first, a);
        Assert.All(first.state_dict().State.Zip(second.state_dict().State), pair => Assert.False(pair.First.ApproximatelyEquals(pair.Second)));
    }

    [Fact]
    public void File_of_another_optimiser_is_refused()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam(Start());
        using var sgd = optim.SGD(Start(), 0.1);
        using var file = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(new BinaryReader(file)));
    }

    [Fact]
    public void State_of_another_network_is_refused()
    {
        using var scope = NewDisposeScope();
        using var two = optim.Adam(Start());
        using var one = optim.Adam(Start()[..1]);
        Assert.Throws<ArgumentException>(() => one.load_state_dict(two.state_dict()));
    }

    [Fact]
    public void State_lists_which_parameter_belongs_to_which_group()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam([new Adam.ParamGroup(Start()), new Adam.ParamGroup(Start()[..1], lr: 0.5)]);
        Assert.Equal([[0, 1], [2]], adam.state_dict().StateIndexRef);
        Assert.Equal(0.5, adam.state_dict().Options[1].LearningRate);
        Assert.Equal(3, adam.parameters().Count());
    }

    [Fact]
    public void Group_takes_the_optimisers_settings_where_it_has_none()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam([new Adam.ParamGroup { Parameters = Start(), Options = new Adam.Options { eps = 1e-3 } }], 0.2, 0.5);
        var options = (Adam.Options)adam.state_dict().Options[0];
        Assert.Equal((0.2, 0.5, 1e-3), (options.LearningRate, options.beta1, options.eps));
        Assert.Equal(0.2, options.InitialLearningRate);
    }

    [Fact]
    public void Parameter_without_a_gradient_stays()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var adam = optim.AdamW(parameters, 0.1, weight_decay: 0.5);
        var before = parameters[1].detach().clone();
        parameters[0].sum().backward();
        adam.step();
        Assert.True(before.Equals(parameters[1]));
    }

    [Fact]
    public void Closure_computes_the_loss_that_step_gives_back()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var sgd = optim.SGD(parameters, 0.1);
        using var off = no_grad();
        var before = parameters[0].sum().item<float>();
        var loss = sgd.step(() =>
        {
            var sum = parameters[0].sum();
            sum.backward();
            return sum;
        });
        Assert.Equal(before, loss!.item<float>());
        Assert.Equal(before - 0.6f, parameters[0].sum().item<float>(), 1e-5);
    }

    [Fact]
    public void Named_parameters_are_taken_too()
    {
        using var linear = nn.Linear(2, 2);
        using var sgd = optim.SGD(linear.named_parameters(), 0.1);
        Assert.Equal(2, sgd.parameters().Count());
    }

    [Theory]
    [InlineData(-1, 0.9, 0)]
    [InlineData(0.1, 1.0, 0)]
    [InlineData(0.1, 0.9, -1)]
    public void Settings_out_of_range_are_refused(double lr, double beta1, double decay) =>
        Assert.Throws<ArgumentException>(() => optim.Adam(Array.Empty<Parameter>(), lr, beta1, weight_decay: decay));

    [Fact]
    public void Nesterov_without_momentum_is_refused() =>
        Assert.Throws<ArgumentException>(() => optim.SGD(Array.Empty<Parameter>(), 0.1, nesterov: true));

    private static Parameter[] Start()
    {
        manual_seed(3);
        return [nn.Parameter(randn([3, 2])), nn.Parameter(randn([4]))];
    }

    private static void Step(OptimizerHelper optimiser, Parameter[] parameters)
    {
        optimiser.zero_grad();
        parameters.Select(p => (p * p).sum()).Aggregate((a, b) => a + b).backward();
        optimiser.step();
    }
}
