using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

/// <summary>Initialisers against PyTorch 1.13, from one seed.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class InitGoldenTests
{
    private static readonly Dictionary<string, Func<Tensor>> Initialisers = new()
    {
        ["uniform_"] = () => init.uniform_(empty([5]), -2, 3),
        ["normal_"] = () => init.normal_(empty([17]), 1, 0.5),
        ["trunc_normal_"] = () => init.trunc_normal_(empty([9]), 0.5, 2, -1, 3),
        ["orthogonal_ tall"] = () => init.orthogonal_(empty([4, 3]), 1.5),
        ["orthogonal_ wide"] = () => init.orthogonal_(empty([2, 3, 2])),
        ["sparse_"] = () => init.sparse_(empty([5, 3]), 0.4),
        ["kaiming_uniform_"] = () => init.kaiming_uniform_(empty([3, 2, 2]), 0.2, init.FanInOut.FanOut),
        ["kaiming_normal_"] = () => init.kaiming_normal_(empty([3, 2, 3]), nonlinearity: init.NonlinearityType.ReLU),
        ["xavier_uniform_"] = () => init.xavier_uniform_(empty([3, 4]), 2),
        ["xavier_normal_"] = () => init.xavier_normal_(empty([3, 2, 3])),
        ["dirac_"] = () => init.dirac_(empty([3, 2, 3, 3])),
        ["eye_"] = () => init.eye_(empty([2, 3])),
    };

    public static TheoryData<string> Names => NnGolden.Names("initialisers");

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch_from_the_same_seed(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var tolerance = name.StartsWith("orthogonal_", StringComparison.Ordinal) ? 1e-6 : 0;
        NnGolden.AssertEqual(NnGolden.Section("initialisers").GetProperty(name), Initialisers[name](), tolerance, name);
    }

    [Theory]
    [InlineData(init.NonlinearityType.Conv2D, 0, 1)]
    [InlineData(init.NonlinearityType.Sigmoid, 0, 1)]
    [InlineData(init.NonlinearityType.Tanh, 0, 5.0 / 3)]
    [InlineData(init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0.2, 1.3867504905630728)]
    public void Gain_is_the_published_one(init.NonlinearityType nonlinearity, double slope, double gain) =>
        Assert.Equal(gain, init.calculate_gain(nonlinearity, slope), 15);

    [Fact]
    public void Fan_counts_the_kernel()
    {
        using var weight = empty([6, 4, 3, 2]);
        Assert.Equal((24, 36), init.CalculateFanInAndFanOut(weight));
    }

    [Fact]
    public void Refuses_fan_of_a_vector()
    {
        using var weight = empty([6]);
        Assert.Throws<ArgumentException>(() => init.kaiming_uniform_(weight));
    }

    [Fact]
    public void Fills_a_parameter_that_requires_a_gradient()
    {
        using var parameter = Parameter(empty([2, 2]));
        init.constant_(parameter, 3);
        Assert.Equal([3f, 3f, 3f, 3f], parameter.detach().data<float>().ToArray());
        Assert.True(parameter.is_leaf);
    }

    [Fact]
    public void Draws_from_the_generator_that_is_given()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(9);
        var first = init.normal_(empty([4]), generator: generator);
        generator.manual_seed(9);
        Assert.True(first.Equals(init.normal_(empty([4]), generator: generator)));
    }
}
