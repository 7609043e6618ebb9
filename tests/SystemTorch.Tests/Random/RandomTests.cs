using static TorchSharp.torch;

namespace SystemTorch.Tests.Random;

[Collection(GlobalRandomCollection.Name)]
public class RandomTests
{
    private static readonly Dictionary<string, (long Seed, Func<Tensor> Draw)> Draws = new()
    {
        ["randn 4"] = (1, () => randn(4)),
        ["randn 20"] = (5, () => randn([20L])),
        ["rand 5"] = (2, () => rand(5)),
        ["randint 8"] = (3, () => randint(0, 100, new long[] { 8 })),
        ["randperm 10"] = (4, () => randperm(10)),
        ["bernoulli 12"] = (6, () => full(12, 0.3).bernoulli_()),
        ["normal_ 4"] = (7, () => empty(4).normal_(2, 0.5)),
        ["uniform_ 5"] = (8, () => empty(5).uniform_(-1, 3)),
        ["multinomial 6"] = (9, () => multinomial(tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f }), 6, true)),
        ["float64 randn 3"] = (10, () => randn(3, ScalarType.Float64)),
    };

    public static TheoryData<string> Names => [.. Golden.Torch.GetProperty("random").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stream_of_a_seed_is_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var (seed, draw) = Draws[name];
        manual_seed(seed);
        Golden.AssertClose(Golden.Numbers(Golden.Torch.GetProperty("random").GetProperty(name)), Golden.Values(draw()), 1e-6, name);
    }

    [Fact]
    public void The_state_of_the_default_generator_replays_exactly()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        rand(7);
        var state = get_rng_state();
        Assert.Equal(5056, state.numel());
        Assert.Equal(ScalarType.Byte, state.dtype);
        var first = randn(33).data<float>().ToArray();
        Assert.NotEqual(first, randn(33).data<float>().ToArray());
        set_rng_state(state);
        Assert.Equal(first, randn(33).data<float>().ToArray());
        Assert.Equal(11, random.initial_seed());
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_one_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var expected = rand(4).data<float>().ToArray();
        manual_seed(1);
        using var own = new Generator(5);
        var a = rand([4L], generator: own).data<float>().ToArray();
        randperm(9, generator: own);
        randint(10, new long[] { 3 }, generator: own);
        empty(3).normal_(generator: own);
        Assert.Equal(expected, rand(4).data<float>().ToArray());

        using var again = new Generator(5);
        Assert.Equal(a, rand([4L], generator: again).data<float>().ToArray());
        Assert.Equal(5, again.initial_seed());
        var state = again.get_state();
        var b = randn([4L], generator: again).data<float>().ToArray();
        again.set_state(state);
        Assert.Equal(b, randn([4L], generator: again).data<float>().ToArray());
        Assert.Equal(a, rand([4L], generator: again.manual_seed(5)).data<float>().ToArray());
    }

    [Fact]
    public void A_state_of_the_wrong_size_is_refused()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var error = Assert.ThrowsAny<Exception>(() => generator.set_state(zeros(3, ScalarType.Byte)));
        Assert.Contains("state", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_in_another_thread()
    {
        manual_seed(21);
        var here = Draw();
        var there = Array.Empty<float>();
        manual_seed(21);
        var thread = new Thread(() => there = Draw());
        thread.Start();
        thread.Join();
        Assert.Equal(here, there);

        static float[] Draw()
        {
            using var scope = NewDisposeScope();
            return randn(100).data<float>().ToArray();
        }
    }

    [Fact]
    public void Default_type_decides_what_factories_make()
    {
        using var scope = NewDisposeScope();
        try
        {
            set_default_dtype(ScalarType.Float64);
            Assert.Equal(ScalarType.Float64, zeros(1).dtype);
            Assert.Equal(ScalarType.Float64, full(1, 0.5).dtype);
            Assert.Equal(ScalarType.Float64, arange(3).to(float64).mean().dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
        Assert.Equal(ScalarType.Float32, rand(1).dtype);
        Assert.Equal(ScalarType.Int64, full(1, 3).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(3.0).dtype);
    }
}
