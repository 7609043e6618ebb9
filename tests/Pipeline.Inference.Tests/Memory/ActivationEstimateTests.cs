namespace Pipeline.Inference.Tests;

public sealed class ActivationEstimateTests
{
    private const int Float = 4, Pixels = 64 * 64; // whole pages of the arena's 256 bytes

    [Fact]
    public void A_convolution_holds_its_output_in_blocks_of_sixteen_channels_and_plain() =>
        Assert.Equal(Float * (16 + 5) * Pixels, Bytes(TinyModels.Conv(2, 5, 3, new float[2 * 5 * 9], new float[5]), channels: 2));

    [Fact]
    public void Bytes_that_are_no_model_hold_nothing() => Assert.Equal(0, Bytes([1, 2, 3, 0xFF]));

    [Fact]
    public void A_tensor_is_free_after_its_last_reader_and_a_view_keeps_what_it_looks_at()
    {
        var g = new GraphModel(1);
        string big = g.Node("Concat", [.. Enumerable.Repeat("image", 8)], "axis=1");
        string small = g.Node("ReduceMax", [big], "axes=1,");
        g.Output(g.Node("Concat", [small, small], "axis=1"), "y", 1, 2, -1, -1); // in the place of the big one
        Assert.Equal(Float * (8 + 1) * Pixels, Bytes(g.ToBytes()));

        g = new GraphModel(1);
        string view = g.Node("Reshape", [g.Node("Concat", [.. Enumerable.Repeat("image", 8)], "axis=1"), g.Longs(-1)]);
        string other = g.Node("Reshape", [g.Node("Concat", ["image", "image"], "axis=1"), g.Longs(-1)]);
        g.Output(g.Node("Concat", [other, view], "axis=0"), "y", -1);
        Assert.Equal(Float * (8 + 2 + 10) * Pixels, Bytes(g.ToBytes()));
    }

    [Fact]
    public void Element_types_count_with_their_own_bytes()
    {
        var g = new GraphModel(1);
        string wide = g.Node("Cast", ["image"], "to=11");
        string truth = g.Node("Greater", [wide, g.Node("Neg", [wide])]); // double, double, bool; the floats fit where a double was
        g.Output(g.Node("Cast", [truth], "to=1"), "y", 1, 1, -1, -1);
        Assert.Equal((8 + 8 + 1) * Pixels, Bytes(g.ToBytes()));
    }

    [Fact]
    public void A_softmax_over_channels_turns_its_input_and_output()
    {
        var g = new GraphModel(4);
        g.Output(g.Node("Softmax", ["image"], "axis=1"), "y", 1, 4, -1, -1);
        Assert.Equal(Float * (4 + 8) * Pixels, Bytes(g.ToBytes(), channels: 4));
    }

    [Fact]
    public void What_a_hostile_model_names_is_counted_and_not_allocated()
    {
        var g = new GraphModel(1);
        string shape = g.Node("Shape", ["image"]);
        g.Output(g.Node("Expand", [g.Floats([1], [1]), g.Node("Concat", [shape, shape], "axis=0")]), "y", -1);
        Assert.InRange(Bytes(g.ToBytes()), (long)Float * Pixels * Pixels, ((long)Float * Pixels * Pixels) + 1000);
    }

    private static long Bytes(byte[] model, int channels = 1) => new ActivationEstimate(model, "image").Bytes(1, channels, 64, 64);
}
